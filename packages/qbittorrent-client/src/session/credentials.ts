import { QBittorrentError } from '../qbittorrent-error.ts';
import type { ApiKeyAuth, PasswordAuth, SecretValue } from './auth.ts';

/** Reads the present user name and password. */
export async function readPassword(auth: PasswordAuth): Promise<{
  readonly username: string;
  readonly password: string;
}> {
  return {
    username: await read('username', auth.username),
    password: await read('password', auth.password),
  };
}

/**
 * Reads the present API key.
 *
 * @throws {QBittorrentError} `QBT_LOGIN_REJECTED` when it cannot be sent in a header.
 */
export async function readApiKey(auth: ApiKeyAuth): Promise<string> {
  const apiKey = await read('apiKey', auth.apiKey);
  if (/^[\x21-\x7e]+$/.test(apiKey)) return apiKey;
  throw new QBittorrentError(
    'QBT_LOGIN_REJECTED',
    'Cannot log in to qBittorrent: the API key is empty or holds blanks or special characters; copy it again from the Web UI options',
  );
}

/** @throws {TypeError} For what is neither, e.g. an environment variable that is not set. */
async function read(name: string, secret: SecretValue): Promise<string> {
  const text = typeof secret === 'function' ? await secret() : secret;
  if (typeof text === 'string') return text;
  throw new TypeError(`Cannot use "${name}": give a string, or a function that returns one`);
}

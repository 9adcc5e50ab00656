import { QBittorrentError } from '../qbittorrent-error.ts';
import type { ApiKeyAuth, PasswordAuth, SecretValue } from './auth.ts';

/** Reads the present user name and password. */
export async function readPassword(auth: PasswordAuth): Promise<{
  readonly username: string;
  readonly password: string;
}> {
  return { username: await read(auth.username), password: await read(auth.password) };
}

/**
 * Reads the present API key.
 *
 * @throws {QBittorrentError} `QBT_LOGIN_REJECTED` when it cannot be sent in a header.
 */
export async function readApiKey(auth: ApiKeyAuth): Promise<string> {
  const apiKey = await read(auth.apiKey);
  if (/^[\x21-\x7e]+$/.test(apiKey)) return apiKey;
  throw new QBittorrentError(
    'QBT_LOGIN_REJECTED',
    'Cannot log in to qBittorrent: the API key is empty or holds blanks or special characters; copy it again from the Web UI options',
  );
}

async function read(secret: SecretValue): Promise<string> {
  return typeof secret === 'string' ? secret : await secret();
}

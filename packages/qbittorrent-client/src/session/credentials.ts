import { readSecret } from '@portkeep/http/client';
import { QBittorrentError } from '../qbittorrent-error.ts';
import type { ApiKeyAuth, PasswordAuth } from './login-credentials.ts';

/** Reads the present user name and password. */
export async function readPassword(auth: PasswordAuth): Promise<{
  readonly username: string;
  readonly password: string;
}> {
  return {
    username: await readSecret('username', auth.username),
    password: await readSecret('password', auth.password),
  };
}

/**
 * Reads the present API key.
 *
 * @throws {QBittorrentError} `QBT_LOGIN_REJECTED` when it cannot be sent in a header.
 */
export async function readApiKey(auth: ApiKeyAuth): Promise<string> {
  const apiKey = await readSecret('apiKey', auth.apiKey);
  if (/^[\x21-\x7e]+$/.test(apiKey)) return apiKey;
  throw new QBittorrentError(
    'QBT_LOGIN_REJECTED',
    'Cannot log in to qBittorrent: the API key is empty or contains spaces or special characters',
    'copy it again from the Web UI options',
  );
}

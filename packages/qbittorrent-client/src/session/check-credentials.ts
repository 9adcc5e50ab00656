import { checkSecret } from '@portkeep/http/client';
import type { QBittorrentAuth } from './login-credentials.ts';

/**
 * Checks the secrets that callers without types forget.
 *
 * @param auth The option.
 * @returns The same.
 * @throws {TypeError} That names the secret which is missing.
 */
export function checkCredentials(auth: QBittorrentAuth | undefined): QBittorrentAuth | undefined {
  if (auth === undefined) return undefined;
  if ('apiKey' in auth) checkSecret('apiKey', auth.apiKey);
  else {
    checkSecret('username', auth.username);
    checkSecret('password', auth.password);
  }
  return auth;
}

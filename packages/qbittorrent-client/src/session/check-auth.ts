import type { QBittorrentAuth } from './auth.ts';

/**
 * Checks the secrets that callers without types forget, e.g. when an environment variable is not set.
 *
 * @param auth The option.
 * @returns The same.
 * @throws {TypeError} That names the secret which is missing.
 */
export function checkAuth(auth: QBittorrentAuth | undefined): QBittorrentAuth | undefined {
  const names = auth === undefined ? [] : 'apiKey' in auth ? ['apiKey'] : ['username', 'password'];
  const secrets = new Map<string, unknown>(Object.entries(auth ?? {}));
  const missing = names.find((name) => !/^(string|function)$/.test(typeof secrets.get(name)));
  if (missing === undefined) return auth;
  throw new TypeError(`Cannot use "${missing}": give a string, or a function that returns one`);
}

/**
 * Endpoints of login and logout. A session logs in automatically; these are for a program that only
 * checks a password.
 *
 * @example
 * ```ts
 * import { decodeReply, encodeRequest } from '@portkeep/qbittorrent-client';
 * import { login } from '@portkeep/qbittorrent-client/endpoints/auth';
 *
 * const api = new URL('http://localhost:8080/api/v2/');
 * const request = encodeRequest(login, { username: 'admin', password: 'secret' }, api);
 * if (request.method !== 'POST') throw new Error(request.method);
 * // What a transport returns for it:
 * const isRight = decodeReply(login, { status: 200, headers: {}, body: 'Fails.' });
 * if (isRight) throw new Error('let in');
 * ```
 *
 * @module
 */
import type { Endpoint } from '../protocol/endpoint.ts';
import { nothing } from '../protocol/nothing.ts';

/** User name and password, as values. */
export interface LoginInput {
  /** The user name, e.g. `admin`. */
  readonly username: string;
  /** The password. */
  readonly password: string;
}

/**
 * `auth/login`: whether the server let us in. A good login is 200 `Ok.` up to 5.1 and 204 without a
 * body since 5.2; a bad one is 200 `Fails.`, or 401 since 5.2. The cookie comes in the headers.
 *
 * @throws {QBittorrentError} `QBT_UNEXPECTED_RESPONSE` when something else answered.
 */
export const login: Endpoint<LoginInput, boolean> = {
  path: 'auth/login',
  method: 'POST',
  since: '2.0.0',
  does: 'log in to qBittorrent',
  secret: true,
  params: ({ username, password }) => ({ username, password }),
  read: (reply, context) => {
    if (reply.body.trim() === 'Fails.') return false;
    nothing(reply, context);
    return true;
  },
};

/** `auth/logout`: ends the session. */
export const logout: Endpoint<undefined, void> = {
  path: 'auth/logout',
  method: 'POST',
  since: '2.0.0',
  does: 'log out of qBittorrent',
  read: nothing,
};

import type { QBittorrentSession } from './session/session.ts';

/** Login and logout as methods; the credentials are in the options of the client. */
export type AuthGroup = Pick<QBittorrentSession, 'login' | 'logout'>;

import type { QBittorrentSession } from './session/session.ts';

/** Login and logout as methods; what to log in with stands in the options of the client. */
export type AuthGroup = Pick<QBittorrentSession, 'login' | 'logout'>;

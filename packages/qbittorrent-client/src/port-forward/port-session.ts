import type { QBittorrentSession } from '../session/session.ts';

/** What setting a port needs from a session. */
export type PortSession = Pick<QBittorrentSession, 'call' | 'getWebApiVersion'>;

/** A session whose calls overtake others, because thousands of calls must not delay a port. */
export function portSession(session: PortSession): PortSession {
  return {
    call: (row, input, options) => session.call(row, input, { ...options, urgent: true }),
    getWebApiVersion: (options) => session.getWebApiVersion(options),
  };
}

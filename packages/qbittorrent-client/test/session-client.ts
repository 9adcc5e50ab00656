import { QBittorrentClient } from '../src/qbittorrent-client.ts';
import type { QBittorrentAuth } from '../src/session/login-credentials.ts';
import { FakeClock } from './fake-clock.ts';
import type { FakeQBittorrent } from './fake-qbittorrent.ts';

/** What a fake qBittorrent accepts by default. */
export const ADMIN = { username: 'admin', password: 'adminadmin' };

/** A client of a server, which logs in as the administrator by default. */
export function connect(
  server: FakeQBittorrent,
  auth: QBittorrentAuth | undefined = ADMIN,
  clock = new FakeClock(),
): QBittorrentClient {
  const { transport } = server;
  return new QBittorrentClient({ baseUrl: 'http://host:8080', auth, transport, clock });
}

import { QBittorrentClient } from '../src/qbittorrent-client.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeQBittorrent } from './fake-qbittorrent.ts';

/** A client of a server that asks for no login. */
export function connect(server = new FakeQBittorrent(), clock = new FakeClock()) {
  server.bypass = true;
  const client = new QBittorrentClient({
    baseUrl: 'http://host:8080',
    transport: server.transport,
    clock,
  });
  return { server, client, clock };
}

/** The changes of preferences that reached the server. */
export function patches(server: FakeQBittorrent): unknown[] {
  return server.requests
    .filter(({ url }) => url.endsWith('setPreferences'))
    .map(({ body }) => JSON.parse(new URLSearchParams(String(body)).get('json') ?? ''));
}

import { networkFailure } from '@portkeep/testing';
import { expect, test } from 'vitest';
import { FakeQBittorrent } from '../../test/fake-qbittorrent.ts';
import { ADMIN, connect } from '../../test/session-client.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';

test('a client in an "await using" declaration is logged out at the end of the block', async () => {
  const server = new FakeQBittorrent();
  {
    await using client = connect(server);
    await client.app.version();
    expect(server.sessions.size).toBe(1);
  }
  expect(server.sessions.size).toBe(0);
});

test('the end of an "await using" block sends nothing where there is no session', async () => {
  const server = new FakeQBittorrent();
  {
    await using client = connect(server);
    expect(client).toBeDefined();
  }
  expect(server.requests).toEqual([]);
});

test('the end of an "await using" block does not fail when qBittorrent was shut down in the block', async () => {
  const server = new FakeQBittorrent();
  await using client = connect(server);
  await client.app.version();
  server.failure = networkFailure('ECONNREFUSED');
});

test('a logout does not forget the session that another call has begun meanwhile', async () => {
  const server = new FakeQBittorrent('5.2');
  let answer = () => {};
  const isHeld = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const client = new QBittorrentClient({
    baseUrl: 'http://host',
    auth: ADMIN,
    transport: async (request, options) => {
      const reply = await server.transport(request, options);
      if (request.url.endsWith('auth/logout')) await isHeld;
      return reply;
    },
  });
  await client.app.version();
  const logout = client.auth.logout();
  await expect.poll(() => server.sessions.size).toBe(0);
  await client.app.version();
  answer();
  await logout;
  await client.app.version();
  expect(server.logins()).toBe(2);
  expect(server.sessions.size).toBe(1);
});

import { expect, test } from 'vitest';
import { networkFailure } from '../../test/caught.ts';
import { FakeQBittorrent } from '../../test/fake-qbittorrent.ts';
import { connect } from '../../test/session-client.ts';

test('a client in an "await using" declaration is logged out at the end of the block', async () => {
  const server = new FakeQBittorrent();
  {
    await using client = connect(server);
    await client.app.version();
    expect(server.sessions.size).toBe(1);
  }
  expect(server.sessions.size).toBe(0);
});

test('the end of the block sends nothing where there is no session', async () => {
  const server = new FakeQBittorrent();
  {
    await using client = connect(server);
    expect(client).toBeDefined();
  }
  expect(server.requests).toEqual([]);
});

test('the end of the block is no failure when qBittorrent was shut down in it', async () => {
  const server = new FakeQBittorrent();
  await using client = connect(server);
  await client.app.version();
  server.failure = networkFailure('ECONNREFUSED');
});

import { networkFailure } from '@portkeep/testing';
import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { FakeQBittorrent, text } from '../../test/fake-qbittorrent.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';

/** A client without a login, and how many requests started a session. */
function connect(server = new FakeQBittorrent('5.2')) {
  server.bypass = true;
  const clock = new FakeClock();
  const client = new QBittorrentClient({
    baseUrl: 'http://host:8080',
    transport: server.transport,
    clock,
  });
  const mixed = () => [
    client.app.version(),
    client.app.buildInfo().catch(() => undefined),
    client.session.isUp(),
    client.session.getWebApiVersion(),
    client.portForward.verify({ port: 6881 }),
  ];
  return { server, clock, client, mixed };
}

describe('where no login is needed, calls at the same time', () => {
  test('where no login is needed, calls at the same time start one session', async () => {
    const { server, mixed } = connect();
    await Promise.all([...mixed(), ...mixed(), ...mixed(), ...mixed()]);
    expect(server.sessions.size).toBe(1);
  });

  test.each([
    ['a restart that a failed connection shows', 0],
    ['a pause in which another server may have come', 30_000],
  ])(
    'where no login is needed, calls at the same time start one session after %s',
    async (_, pause) => {
      const { server, clock, client, mixed } = connect();
      await client.app.version();
      if (pause === 0) {
        server.failure = networkFailure('ECONNREFUSED');
        expect(await client.session.isUp()).toBe(false);
        server.failure = undefined;
      }
      clock.time += pause;
      server.restart();
      await Promise.all([...mixed(), ...mixed()]);
      expect(server.sessions.size).toBe(1);
    },
  );

  test('where no login is needed, calls at the same time start one session when the cookie has expired', async () => {
    const { server, clock, client } = connect();
    server.intercept = (request) => {
      if (request.headers.cookie !== undefined) return undefined;
      server.intercept = () => undefined;
      server.sessions.add('SID=short');
      return { status: 200, headers: { 'set-cookie': 'SID=short; max-age=5' }, body: 'v5.2.3' };
    };
    await client.app.version();
    clock.time += 5_000;
    server.restart();
    await Promise.all(Array.from({ length: 20 }, () => client.app.version()));
    expect(server.sessions.size).toBe(1);
  });

  test('where no login is needed, calls at the same time start one session after a logout', async () => {
    const { server, client, mixed } = connect();
    await client.app.version();
    await client.auth.logout();
    expect(server.sessions.size).toBe(0);
    await Promise.all(mixed());
    expect(server.sessions.size).toBe(1);
  });

  test('where no login is needed, calls at the same time are sent together when the first one got no cookie', async () => {
    const { server, client } = connect();
    server.bypass = false;
    server.intercept = () => text(200, 'v5.2.3');
    await client.app.version();
    server.hangs = true;
    const stop = new AbortController();
    const calls = Array.from({ length: 20 }, () =>
      client.app.version({ signal: stop.signal }).catch(String),
    );
    await expect.poll(() => server.requests.length).toBe(17);
    stop.abort();
    await Promise.all(calls);
  });

  test('where no login is needed, calls at the same time are sent together when the first one failed', async () => {
    const { server, client } = connect();
    server.failure = networkFailure('ETIMEDOUT');
    const calls = Array.from({ length: 10 }, () => client.app.version().catch(String));
    expect(await Promise.all(calls)).toEqual(Array(10).fill(expect.stringContaining('Cannot')));
    expect(server.requests).toHaveLength(10);
  });

  test('where no login is needed, calls at the same time wait for the first one until they are aborted', async () => {
    const { server, client } = connect();
    server.hangs = true;
    const stopFirst = new AbortController();
    const stopSecond = new AbortController();
    const first = client.app.version({ signal: stopFirst.signal });
    const second = client.app.version({ signal: stopSecond.signal });
    stopSecond.abort('the second');
    await expect(second).rejects.toBe('the second');
    expect(server.requests).toHaveLength(1);
    stopFirst.abort('the first');
    await expect(first).rejects.toBe('the first');
  });

  test('where no login is needed, calls at the same time start one session also when the first one is aborted', async () => {
    const { server, client } = connect();
    const stop = new AbortController();
    const first = client.app.version({ signal: stop.signal });
    const others = Array.from({ length: 20 }, (_, at) =>
      client.app.version(at < 3 ? { signal: stop.signal } : {}),
    );
    stop.abort('the first');
    await expect(first).rejects.toBe('the first');
    await Promise.allSettled(others);
    expect(server.sessions.size).toBe(1);
  });

  test('where no login is needed, a call waits for a long upload at the same time no longer than for any other call', async () => {
    const server = new FakeQBittorrent('5.2');
    server.bypass = true;
    let isThere = () => {};
    const client = new QBittorrentClient({
      baseUrl: 'http://host:8080',
      timeoutMs: 20,
      transport: async (request, options) => {
        if (!request.url.endsWith('torrents/add')) return await server.transport(request, options);
        await new Promise<void>((resolve) => {
          isThere = resolve;
        });
        return text(200, 'Ok.');
      },
    });
    const urls = ['http://host/a.torrent'];
    const upload = client.torrents.add({ urls }, { timeoutMs: 3_600_000 });
    await client.portForward.verify({ port: 6881 });
    isThere();
    await upload;
  });
});

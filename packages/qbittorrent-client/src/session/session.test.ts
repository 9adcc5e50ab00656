import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { FakeClock } from '../../test/fake-clock.ts';
import { type Dialect, FakeQBittorrent, text } from '../../test/fake-qbittorrent.ts';
import { ADMIN, connect } from '../../test/session-client.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';

const DIALECTS: readonly Dialect[] = ['4.5', '5.1', '5.2'];

describe.each(DIALECTS)('a session with qBittorrent %s', (dialect) => {
  test('a client logs in before the first call and keeps the session', async () => {
    const server = new FakeQBittorrent(dialect);
    const client = connect(server);
    await client.app.version();
    await client.app.version();
    expect(server.calls()).toEqual(['POST auth/login', 'GET app/version', 'GET app/version']);
  });

  test('a client accepts a cookie of any name', async () => {
    const server = new FakeQBittorrent(dialect);
    server.cookieName = 'my-own-name';
    await connect(server).app.version();
    expect(server.requests.at(-1)?.headers.cookie).toMatch(/^my-own-name=/);
  });

  test('a client logs in once for 20 calls at the same time', async () => {
    const server = new FakeQBittorrent(dialect);
    const client = connect(server);
    await Promise.all(Array.from({ length: 20 }, () => client.app.version()));
    expect(server.logins()).toBe(1);
    expect(server.requests).toHaveLength(21);
  });

  test('a client logs in once more when the session has ended, for all calls together', async () => {
    const server = new FakeQBittorrent(dialect);
    const client = connect(server);
    await client.app.version();
    server.restart();
    await Promise.all(Array.from({ length: 20 }, () => client.app.version()));
    expect(server.logins()).toBe(2);
  });

  test('a client does not log in again for a call whose reply about the ended session comes late', async () => {
    const server = new FakeQBittorrent(dialect);
    let release = () => {};
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    const client = new QBittorrentClient({
      baseUrl: 'http://host',
      auth: ADMIN,
      transport: async (request, options) => {
        const reply = await server.transport(request, options);
        if (reply.status === 403 && request.url.endsWith('webapiVersion')) await late;
        return reply;
      },
    });
    await client.auth.login();
    server.restart();
    const slow = client.app.webApiVersion();
    await client.app.version();
    release();
    await slow;
    expect(server.logins()).toBe(2);
  });

  test('a client does not send a rejected password again', async () => {
    const server = new FakeQBittorrent(dialect);
    const client = connect(server, { username: 'admin', password: 'wrong' });
    for (let call = 0; call < 10; call += 1) {
      expect((await caught(client.app.version())).code).toBe('QBT_LOGIN_REJECTED');
    }
    expect(server.logins()).toBe(1);
  });

  test('a client sends unusual passwords unchanged', async () => {
    const server = new FakeQBittorrent(dialect);
    server.password = ' p&+%€=;"ä\n';
    await connect(server, { username: 'admin', password: server.password }).app.version();
  });

  test('a client recognises a ban, and asks whether it is over after 10 s and then after twice that time', async () => {
    const server = new FakeQBittorrent(dialect);
    const clock = new FakeClock();
    for (const guess of ['a', 'b', 'c', 'd', 'e']) {
      await caught(connect(server, { username: 'admin', password: guess }).app.version());
    }
    const client = connect(server, ADMIN, clock);
    const code = 'QBT_BANNED';
    let sent = server.requests.length;
    for (const retryAfterSeconds of [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]) {
      expect(await caught(client.app.version())).toMatchObject({ code, retryAfterSeconds });
      sent += 1;
      clock.time += retryAfterSeconds * 1000 - 1_500;
      expect(await caught(client.app.version())).toMatchObject({ code, retryAfterSeconds: 2 });
      expect(server.requests).toHaveLength(sent);
      clock.time += 1_500;
    }
    server.restart();
    await client.app.version();
    server.sessions.clear();
    server.intercept = () => text(403, 'Your IP address has been banned');
    expect(await caught(client.auth.login())).toMatchObject({ code, retryAfterSeconds: 10 });
    client.session.allowLogin();
    server.intercept = () => undefined;
    await client.app.version();
  });

  test('a client needs no login where it is bypassed, and stays in one session', async () => {
    const server = new FakeQBittorrent(dialect);
    server.bypass = true;
    const client = new QBittorrentClient({ baseUrl: 'http://host', transport: server.transport });
    await client.session.isUp();
    await client.app.version();
    await client.app.version();
    expect(server.logins()).toBe(0);
    expect(server.sessions.size).toBe(1);
  });

  test('a session that came without a login is used', async () => {
    const server = new FakeQBittorrent(dialect);
    server.bypass = true;
    const client = connect(server);
    await client.session.isUp();
    await client.app.version();
    expect(server.logins()).toBe(0);
  });

  test('a client distinguishes a wrong Host header from a wrong password', async () => {
    const server = new FakeQBittorrent(dialect);
    server.hostRejected = true;
    const client = connect(server);
    expect((await caught(client.app.version())).code).toBe('QBT_HOST_OR_ORIGIN_REJECTED');
    server.hostRejected = false;
    await client.app.version();
  });

  test('a client logs out, and in again for the next call', async () => {
    const server = new FakeQBittorrent(dialect);
    const client = connect(server);
    await client.auth.logout();
    expect(server.requests).toHaveLength(0);
    await client.app.version();
    await client.auth.logout();
    expect(server.sessions.size).toBe(0);
    await client.app.version();
    expect(server.logins()).toBe(2);
  });
});

describe('QBittorrentSession.isUp', () => {
  test.each([200, 401, 403, 404, 500])(
    'QBittorrentSession.isUp is true after a %i, without a login',
    async (status) => {
      const server = new FakeQBittorrent();
      server.intercept = () => text(status, 'x');
      expect(await connect(server).session.isUp()).toBe(true);
      expect(server.calls()).toEqual(['GET app/version']);
    },
  );

  test('QBittorrentSession.isUp sends no API key', async () => {
    const server = new FakeQBittorrent();
    expect(await connect(server, { apiKey: 'qbt_key' }).session.isUp()).toBe(true);
    expect(server.requests[0]?.headers).toEqual({});
  });
});

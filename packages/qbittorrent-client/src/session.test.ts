import { describe, expect, it } from 'vitest';
import { caught, networkFailure } from '../test/caught.ts';
import { FakeClock } from '../test/fake-clock.ts';
import { type Dialect, FakeQBittorrent, text } from '../test/fake-qbittorrent.ts';
import type { QBittorrentAuth } from './auth.ts';
import { QBittorrentClient } from './qbittorrent-client.ts';

const ADMIN = { username: 'admin', password: 'adminadmin' };
const DIALECTS: readonly Dialect[] = ['4.5', '5.1', '5.2'];

function connect(
  server: FakeQBittorrent,
  auth: QBittorrentAuth | undefined = ADMIN,
  clock = new FakeClock(),
) {
  const { transport } = server;
  return new QBittorrentClient({ baseUrl: 'http://host:8080', auth, transport, clock });
}

describe.each(DIALECTS)('a session with qBittorrent %s', (dialect) => {
  it('logs in before the first call and keeps the session', async () => {
    const server = new FakeQBittorrent(dialect);
    const client = connect(server);
    await client.app.version();
    await client.app.version();
    expect(server.calls()).toEqual(['POST auth/login', 'GET app/version', 'GET app/version']);
  });

  it('takes a cookie of any name', async () => {
    const server = new FakeQBittorrent(dialect);
    server.cookieName = 'my-own-name';
    await connect(server).app.version();
    expect(server.requests.at(-1)?.headers.cookie).toMatch(/^my-own-name=/);
  });

  it('logs in once for 20 calls at the same time', async () => {
    const server = new FakeQBittorrent(dialect);
    const client = connect(server);
    await Promise.all(Array.from({ length: 20 }, () => client.app.version()));
    expect(server.logins()).toBe(1);
    expect(server.requests).toHaveLength(21);
  });

  it('logs in once more when the session has ended, for all calls together', async () => {
    const server = new FakeQBittorrent(dialect);
    const client = connect(server);
    await client.app.version();
    server.restart();
    await Promise.all(Array.from({ length: 20 }, () => client.app.version()));
    expect(server.logins()).toBe(2);
  });

  it('does not log in again for a call that is late to hear of the ended session', async () => {
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

  it('does not send a rejected password again', async () => {
    const server = new FakeQBittorrent(dialect);
    const client = connect(server, { username: 'admin', password: 'wrong' });
    for (let call = 0; call < 10; call += 1) {
      expect((await caught(client.app.version())).code).toBe('QBT_LOGIN_REJECTED');
    }
    expect(server.logins()).toBe(1);
  });

  it('sends odd passwords unharmed', async () => {
    const server = new FakeQBittorrent(dialect);
    server.password = ' p&+%€=;"ä\n';
    await connect(server, { username: 'admin', password: server.password }).app.version();
  });

  it('recognises a ban and waits for its end', async () => {
    const server = new FakeQBittorrent(dialect);
    const clock = new FakeClock();
    for (const guess of ['a', 'b', 'c', 'd', 'e']) {
      await caught(connect(server, { username: 'admin', password: guess }).app.version());
    }
    const client = connect(server, ADMIN, clock);
    expect(await caught(client.app.version())).toMatchObject({
      code: 'QBT_BANNED',
      retryAfterSeconds: 3600,
    });
    clock.time += 600_500;
    const sent = server.requests.length;
    expect(await caught(client.app.version())).toMatchObject({
      code: 'QBT_BANNED',
      retryAfterSeconds: 3000,
    });
    expect(server.requests).toHaveLength(sent);
    client.auth.allowLogin();
    await caught(client.app.version());
    expect(server.requests).toHaveLength(sent + 1);
    server.restart();
    clock.time += 3_600_000;
    await client.app.version();
  });

  it('needs no login where it is bypassed, and stays in one session', async () => {
    const server = new FakeQBittorrent(dialect);
    server.bypass = true;
    const client = new QBittorrentClient({ baseUrl: 'http://host', transport: server.transport });
    await client.auth.isUp();
    await client.app.version();
    await client.app.version();
    expect(server.logins()).toBe(0);
    expect(server.sessions.size).toBe(1);
  });

  it('uses a session that came without a login', async () => {
    const server = new FakeQBittorrent(dialect);
    server.bypass = true;
    const client = connect(server);
    await client.auth.isUp();
    await client.app.version();
    expect(server.logins()).toBe(0);
  });

  it('tells a wrong Host header from a wrong password', async () => {
    const server = new FakeQBittorrent(dialect);
    server.hostRejected = true;
    const client = connect(server);
    expect((await caught(client.app.version())).code).toBe('QBT_HOST_OR_ORIGIN_REJECTED');
    server.hostRejected = false;
    await client.app.version();
  });

  it('logs out, and in again for the next call', async () => {
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

describe('a rejected login', () => {
  async function rejected(server = new FakeQBittorrent()) {
    let password = 'wrong';
    const client = connect(server, { username: 'admin', password: () => password });
    await caught(client.app.version());
    return { server, client, change: (value: string) => (password = value) };
  }

  it('is tried again when the password changed', async () => {
    const { server, client, change } = await rejected();
    change('adminadmin');
    await client.app.version();
    expect(server.logins()).toBe(2);
  });

  it('is tried again, once, when that is allowed', async () => {
    const { server, client } = await rejected();
    client.auth.allowLogin();
    await caught(client.app.version());
    await caught(client.app.version());
    expect(server.logins()).toBe(2);
  });

  it('is tried again when qBittorrent was away meanwhile', async () => {
    const { server, client } = await rejected();
    server.failure = networkFailure('ECONNREFUSED');
    expect(await client.auth.isUp()).toBe(false);
    server.failure = undefined;
    server.password = 'wrong';
    expect(await client.auth.isUp()).toBe(true);
    await client.app.version();
  });

  it('is tried again when a proxy said that qBittorrent is away', async () => {
    const { server, client } = await rejected();
    server.intercept = () => text(502, 'Bad Gateway');
    expect(await client.auth.isUp()).toBe(false);
    server.intercept = () => undefined;
    await caught(client.app.version());
    expect(server.logins()).toBe(2);
  });

  it('is not tried again after a time-out: the server was just slow', async () => {
    const { server, client } = await rejected();
    server.failure = networkFailure('ETIMEDOUT');
    expect(await client.auth.isUp()).toBe(false);
    server.failure = undefined;
    await caught(client.app.version());
    expect(server.logins()).toBe(1);
  });

  it('is found out also when the session ends later', async () => {
    const server = new FakeQBittorrent('5.1');
    const client = connect(server);
    await client.app.version();
    server.restart();
    server.password = 'changed';
    expect((await caught(client.app.version())).code).toBe('QBT_LOGIN_REJECTED');
    expect((await caught(client.app.version())).code).toBe('QBT_LOGIN_REJECTED');
    expect(server.logins()).toBe(2);
  });
});

describe('a 403', () => {
  it('with a reason is no ended session', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    await client.app.version();
    server.intercept = () => text(403, 'Cannot write to directory');
    const error = await caught(client.app.version());
    expect(error.code).toBe('QBT_FORBIDDEN');
    expect(error.message).toContain('Cannot write to directory');
    expect(server.logins()).toBe(1);
  });

  it('leads to one login and no more', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    server.intercept = ({ url }) => (url.endsWith('login') ? undefined : text(403, 'Forbidden'));
    await client.auth.login();
    expect((await caught(client.app.version())).code).toBe('QBT_FORBIDDEN');
    expect(server.calls()).toEqual([
      'POST auth/login',
      'GET app/version',
      'POST auth/login',
      'GET app/version',
    ]);
  });

  it('without credentials asks for them', async () => {
    const client = new QBittorrentClient({
      baseUrl: 'http://host',
      transport: new FakeQBittorrent().transport,
    });
    const error = await caught(client.app.version());
    expect(error.code).toBe('QBT_FORBIDDEN');
    expect(error.message).toContain('give a user name and password');
  });

  it('that bans later calls too leaves a good session alone', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    await client.app.version();
    server.intercept = () => text(403, 'Your IP address has been banned');
    expect((await caught(client.app.version())).code).toBe('QBT_BANNED');
    server.intercept = () => undefined;
    await client.app.version();
    expect(server.logins()).toBe(1);
  });
});

describe('an API key', () => {
  it('goes into each request, without a login', async () => {
    const server = new FakeQBittorrent();
    server.apiKey = 'qbt_key';
    const client = connect(server, { apiKey: async () => 'qbt_key' });
    await client.auth.login();
    await client.app.version();
    await client.auth.logout();
    expect(server.calls()).toEqual(['GET app/version']);
    expect(server.requests[0]?.headers.authorization).toBe('Bearer qbt_key');
  });

  it('is not sent again once rejected, until it changed', async () => {
    const server = new FakeQBittorrent();
    server.apiKey = 'qbt_key';
    let apiKey = 'qbt_old';
    const client = connect(server, { apiKey: () => apiKey });
    expect((await caught(client.app.version())).code).toBe('QBT_LOGIN_REJECTED');
    expect((await caught(client.app.version())).code).toBe('QBT_LOGIN_REJECTED');
    expect(server.requests).toHaveLength(1);
    apiKey = 'qbt_key';
    await client.app.version();
  });

  it.each(['', 'qbt key', 'qbt_\n', 'qbt_€'])(
    'that no header can carry is refused: %j',
    async (apiKey) => {
      const server = new FakeQBittorrent();
      const error = await caught(connect(server, { apiKey }).app.version());
      expect(error.code).toBe('QBT_LOGIN_REJECTED');
      expect(server.requests).toHaveLength(0);
    },
  );
});

describe('a cookie', () => {
  it('is taken from any reply and replaces the old one', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    await client.app.version();
    server.sessions.add('QBT_SID_8080=fresh');
    server.intercept = () => ({
      status: 200,
      headers: { 'set-cookie': ['QBT_SID_8080=fresh; max-age=60'] },
      body: 'v5.2.3',
    });
    await client.app.version();
    server.intercept = () => undefined;
    await client.app.version();
    expect(server.requests.at(-1)?.headers.cookie).toBe('QBT_SID_8080=fresh');
  });

  it('whose time is over is not tried', async () => {
    const server = new FakeQBittorrent();
    const clock = new FakeClock();
    const client = connect(server, ADMIN, clock);
    server.intercept = ({ url }) =>
      url.endsWith('login')
        ? { status: 204, headers: { 'set-cookie': 'SID=short; max-age=60' }, body: '' }
        : text(200, 'v5.2.3');
    await client.app.version();
    clock.time += 60_000;
    await client.app.version();
    expect(server.logins()).toBe(2);
  });

  it('of an ended session is forgotten, whatever the new one is called', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    await client.app.version();
    server.restart();
    server.cookieName = 'renamed';
    await client.app.version();
    expect(server.requests.at(-1)?.headers.cookie).toMatch(/^renamed=[^ ]*$/);
  });

  it('is not sent with a login: qBittorrent would not look at the password', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    await client.auth.login();
    await client.auth.login();
    expect(server.requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  });

  it('need not come with a good login', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    server.intercept = ({ url }) => (url.endsWith('login') ? text(204, '') : text(200, 'v5.2.3'));
    await client.app.version();
    await client.app.version();
    expect(server.logins()).toBe(1);
  });
});

describe('isUp', () => {
  it.each([200, 401, 403, 404, 500])('says yes to %i, without logging in', async (status) => {
    const server = new FakeQBittorrent();
    server.intercept = () => text(status, 'x');
    expect(await connect(server).auth.isUp()).toBe(true);
    expect(server.calls()).toEqual(['GET app/version']);
  });

  it('sends no API key', async () => {
    const server = new FakeQBittorrent();
    expect(await connect(server, { apiKey: 'qbt_key' }).auth.isUp()).toBe(true);
    expect(server.requests[0]?.headers).toEqual({});
  });
});

import { describe, expect, test } from 'vitest';
import { QBittorrentVisitor } from '../../test/qbittorrent-visitor.ts';
import type { QBittorrentDialect } from './dialect.ts';
import { QBittorrentSimulator } from './qbittorrent-simulator.ts';

const BANNED = 'Your IP address has been banned after too many failed authentication attempts.';

function start(dialect: QBittorrentDialect, options: { cookieName?: string } = {}) {
  let time = Date.UTC(2026, 10, 21);
  const simulator = new QBittorrentSimulator({ dialect, now: () => time, ...options });
  const visitor = new QBittorrentVisitor(simulator);
  const pass = (seconds: number) => {
    time += seconds * 1000;
  };
  return { simulator, visitor, pass };
}

function basic(username: string, password: string) {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

describe.each(['4.5', '5.1', '5.2'] as const)('a login on %s', (dialect) => {
  test('a login opens everything else', () => {
    const { visitor } = start(dialect);
    expect(visitor.get('app/version')).toMatchObject({ status: 403, body: 'Forbidden' });
    visitor.login();
    expect(visitor.get('app/version').status).toBe(200);
  });

  test('a login lasts an hour after the last request, not after the login', () => {
    const { visitor, pass } = start(dialect);
    visitor.login();
    pass(3500);
    expect(visitor.get('app/version').status).toBe(200);
    pass(3500);
    expect(visitor.get('app/version').status).toBe(200);
    pass(3601);
    expect(visitor.get('app/version').status).toBe(403);
  });

  test('a login is lost at a restart, unlike the preferences', () => {
    const { visitor, simulator } = start(dialect);
    visitor.login();
    visitor.set({ listen_port: 23_456 });
    simulator.restart();
    expect(visitor.get('app/version').status).toBe(403);
    visitor.login();
    expect(visitor.preferences().listen_port).toBe(23_456);
  });

  test('a login ends at a logout', () => {
    const { visitor, simulator } = start(dialect);
    visitor.login();
    expect(visitor.post('auth/logout')).toMatchObject({ status: 200, body: '' });
    expect(visitor.get('app/version').status).toBe(403);
    expect(simulator.sessions).toBe(0);
  });

  test('a login bans an address after five failures, the right password included, until the time is over', () => {
    const { visitor, simulator, pass } = start(dialect);
    const wrong = dialect === '5.2' ? { status: 401 } : { status: 200, body: 'Fails.' };
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(visitor.login('wrong')).toMatchObject(wrong);
    }
    expect(visitor.login()).toMatchObject({ status: 403, body: BANNED });
    const neighbour = new QBittorrentVisitor(simulator, { address: '192.0.2.7' });
    expect(neighbour.login().cookie).toBeDefined();
    pass(3599);
    expect(visitor.login().status).toBe(403);
    pass(1);
    expect(visitor.login().cookie).toBeDefined();
    expect(simulator.logins.map(({ result }) => result)).toEqual([
      ...Array<string>(5).fill('rejected'),
      'banned',
      'accepted',
      'banned',
      'accepted',
    ]);
  });

  test('a login starts counting failures again after a good password or a restart', () => {
    const { visitor, simulator } = start(dialect);
    for (let attempt = 1; attempt <= 4; attempt += 1) visitor.login('wrong');
    visitor.login();
    visitor.cookie = undefined;
    for (let attempt = 1; attempt <= 5; attempt += 1) visitor.login('wrong');
    expect(visitor.login().status).toBe(403);
    simulator.restart();
    expect(visitor.login().cookie).toBeDefined();
  });

  test('a login is not needed from loopback when the bypass is on, and a cookie comes at once', () => {
    const { simulator, visitor } = start(dialect);
    simulator.changePreferenceByHand({ bypass_local_auth: true });
    const first = visitor.get('app/version');
    expect(first).toMatchObject({ status: 200, cookie: expect.stringContaining('HttpOnly') });
    const stranger = new QBittorrentVisitor(simulator, { address: '192.0.2.7' });
    expect(stranger.get('app/version').status).toBe(403);
  });

  test('a login sends a cookie value with + and /', () => {
    const { visitor } = start(dialect);
    expect(visitor.login().cookie).toMatch(/=[A-Za-z0-9+/]{28}\+\/7w;/);
  });
});

describe('the session cookie', () => {
  test.each([
    ['4.5', 'SID='],
    ['5.1', 'SID='],
    ['5.2', 'QBT_SID_8080='],
  ] as const)('the session cookie of %s begins with %s', (dialect, name) => {
    expect(start(dialect).visitor.login().cookie).toMatch(new RegExp(`^${name}`));
  });

  test('the session cookie can have a name that the user chose', () => {
    const { visitor } = start('5.1', { cookieName: 'WebSession' });
    expect(visitor.login().cookie).toMatch(/^WebSession=/);
    expect(visitor.get('app/version').status).toBe(200);
  });

  test('the session cookie is sent again by 5.2 after half of its time', () => {
    const { visitor, pass } = start('5.2');
    visitor.login();
    pass(1799);
    expect(visitor.get('app/version').cookie).toBeUndefined();
    pass(1);
    expect(visitor.get('app/version').cookie).toContain('expires=');
    expect(visitor.get('app/version').cookie).toBeUndefined();
  });
});

describe('an Authorization header', () => {
  test('an Authorization header with an API key opens 5.2 without a session', () => {
    const { visitor, simulator } = start('5.2');
    visitor.login();
    const { apiKey } = JSON.parse(visitor.post('app/rotateAPIKey').body);
    visitor.cookie = undefined;
    const bearer = { authorization: `Bearer ${apiKey}` };
    expect(visitor.get('app/version', bearer)).toMatchObject({ status: 200, cookie: undefined });
    expect(visitor.get('app/version', { authorization: 'Bearer qbt_no' }).status).toBe(403);
    expect(visitor.post('auth/login', {}, bearer).status).toBe(403);
    expect(visitor.get('/', bearer).status).toBe(404);
    simulator.restart();
    expect(visitor.get('app/version', bearer).status).toBe(200);
    expect(visitor.post('app/deleteAPIKey', {}, bearer).status).toBe(204);
    expect(visitor.get('app/version', bearer).status).toBe(403);
  });

  test('an Authorization header with a key from the options needs no login at all', () => {
    const apiKey = `qbt_${'k'.repeat(28)}`;
    const simulator = new QBittorrentSimulator({ dialect: '5.2', apiKey });
    const visitor = new QBittorrentVisitor(simulator);
    expect(visitor.get('app/version', { authorization: `Bearer ${apiKey}` }).status).toBe(200);
    expect(simulator.logins).toEqual([]);
  });

  test('an Authorization header with Basic credentials starts a session for each request without a cookie', () => {
    const { visitor, simulator } = start('5.2');
    expect(visitor.get('app/version', basic('admin', 'adminadmin')).status).toBe(200);
    expect(visitor.get('app/version', basic('admin', 'adminadmin')).status).toBe(200);
    expect(simulator.sessions).toBe(2);
  });

  test('an Authorization header with wrong Basic credentials gets a 401 and counts towards the ban', () => {
    const { visitor } = start('5.2');
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(visitor.get('app/version', basic('admin', 'wrong')).status).toBe(401);
    }
    expect(visitor.get('app/version', basic('admin', 'adminadmin'))).toMatchObject({
      status: 403,
      body: BANNED,
    });
  });

  test('an Authorization header is ignored before 5.2', () => {
    const { visitor, simulator } = start('5.1');
    expect(visitor.get('app/version', basic('admin', 'adminadmin')).status).toBe(403);
    expect(visitor.get('app/version', { authorization: 'Bearer qbt_x' }).status).toBe(403);
    expect(simulator.logins).toEqual([]);
  });
});

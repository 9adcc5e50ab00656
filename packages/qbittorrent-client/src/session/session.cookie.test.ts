import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { FakeQBittorrent, text } from '../../test/fake-qbittorrent.ts';
import { ADMIN, connect } from '../../test/session-client.ts';

describe('the session cookie', () => {
  test('the session cookie is taken from any reply and replaces the old one', async () => {
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

  test('the session cookie that has expired is not sent', async () => {
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

  test('the session cookie of an ended session is forgotten, whatever the new one is called', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    await client.app.version();
    server.restart();
    server.cookieName = 'renamed';
    await client.app.version();
    expect(server.requests.at(-1)?.headers.cookie).toMatch(/^renamed=[^ ]*$/);
  });

  test('the session cookie is not sent with a login: qBittorrent would not look at the password', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    await client.auth.login();
    await client.auth.login();
    expect(server.requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  });

  test('the session cookie is not required after a successful login', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    server.intercept = ({ url }) => (url.endsWith('login') ? text(204, '') : text(200, 'v5.2.3'));
    await client.app.version();
    await client.app.version();
    expect(server.logins()).toBe(1);
  });
});

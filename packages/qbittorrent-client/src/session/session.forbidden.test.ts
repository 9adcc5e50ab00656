import { describe, expect, test } from 'vitest';
import { caught } from '../../test/caught.ts';
import { FakeQBittorrent, text } from '../../test/fake-qbittorrent.ts';
import { connect } from '../../test/session-client.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';

describe('a 403', () => {
  test('a 403 with a reason does not mean that the session has ended', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    await client.app.version();
    server.intercept = () => text(403, 'Cannot write to directory');
    const error = await caught(client.app.version());
    expect(error.code).toBe('QBT_FORBIDDEN');
    expect(error.message).toContain('Cannot write to directory');
    expect(server.logins()).toBe(1);
  });

  test('a 403 leads to exactly one login', async () => {
    const server = new FakeQBittorrent();
    const client = connect(server);
    server.intercept = ({ url }) => (url.endsWith('login') ? undefined : text(403, 'Forbidden'));
    await client.auth.login();
    const error = await caught(client.app.version());
    expect(error.code).toBe('QBT_FORBIDDEN');
    expect(error.message).toContain('accepted the login and does not know the session');
    expect(error.advice).toMatch(/^configure the proxy .* cookies/);
    expect(server.calls()).toEqual([
      'POST auth/login',
      'GET app/version',
      'POST auth/login',
      'GET app/version',
    ]);
  });

  test('a 403 after a login without a cookie is blamed on the proxy, not on the password', async () => {
    const server = new FakeQBittorrent();
    server.intercept = ({ url }) => (url.endsWith('login') ? text(204, '') : undefined);
    const { advice } = await caught(connect(server).app.version());
    expect(advice).toMatch(/^configure the proxy .* cookies/);
  });

  test('a 403 for a client without credentials leads to an error that asks for them', async () => {
    const client = new QBittorrentClient({
      baseUrl: 'http://host',
      transport: new FakeQBittorrent().transport,
    });
    const error = await caught(client.app.version());
    expect(error.code).toBe('QBT_FORBIDDEN');
    expect(error.message).toContain('give a user name and password');
  });

  test('a 403 for a banned address does not end a good session', async () => {
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

import { describe, expect, test } from 'vitest';
import { caught, networkFailure } from '../../test/caught.ts';
import { FakeQBittorrent, text } from '../../test/fake-qbittorrent.ts';
import { connect } from '../../test/session-client.ts';

describe('a rejected login', () => {
  async function rejected(server = new FakeQBittorrent()) {
    let password = 'wrong';
    const client = connect(server, { username: 'admin', password: () => password });
    await caught(client.app.version());
    return { server, client, change: (value: string) => (password = value) };
  }

  test('a rejected login is tried again when the password changed', async () => {
    const { server, client, change } = await rejected();
    change('adminadmin');
    await client.app.version();
    expect(server.logins()).toBe(2);
  });

  test('a rejected login is tried again, once, when that is allowed', async () => {
    const { server, client } = await rejected();
    client.session.allowLogin();
    await caught(client.app.version());
    await caught(client.app.version());
    expect(server.logins()).toBe(2);
  });

  test('a rejected login is tried again when qBittorrent was stopped meanwhile', async () => {
    const { server, client } = await rejected();
    server.failure = networkFailure('ECONNREFUSED');
    expect(await client.session.isUp()).toBe(false);
    server.failure = undefined;
    server.password = 'wrong';
    expect(await client.session.isUp()).toBe(true);
    await client.app.version();
  });

  test('a rejected login is tried again when a proxy said that qBittorrent is away', async () => {
    const { server, client } = await rejected();
    server.intercept = () => text(502, 'Bad Gateway');
    expect(await client.session.isUp()).toBe(false);
    server.intercept = () => undefined;
    await caught(client.app.version());
    expect(server.logins()).toBe(2);
  });

  test.each(['ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNRESET'])(
    'a rejected login is not tried again after %s: a network failure does not mean that the server was restarted',
    async (code) => {
      const { server, client } = await rejected();
      server.failure = networkFailure(code);
      expect(await client.session.isUp()).toBe(false);
      server.failure = undefined;
      await caught(client.app.version());
      expect(server.logins()).toBe(1);
    },
  );

  test('a rejected login is not tried again after a proxy timed out', async () => {
    const { server, client } = await rejected();
    server.intercept = () => text(504, 'Gateway Timeout');
    expect(await client.session.isUp()).toBe(false);
    server.intercept = () => undefined;
    await caught(client.app.version());
    expect(server.logins()).toBe(1);
  });

  test('a rejected login is noticed also when the session ends later', async () => {
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

import { describe, expect, test } from 'vitest';
import { caught, networkFailure } from '../../test/caught.ts';
import { FakeClock } from '../../test/fake-clock.ts';
import { AT_THE_DOOR, FakeProxy } from '../../test/fake-proxy.ts';
import { type Dialect, FakeQBittorrent } from '../../test/fake-qbittorrent.ts';
import { ADMIN } from '../../test/session-client.ts';
import type { QBittorrentClientOptions } from '../client-options.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';

type Options = Partial<QBittorrentClientOptions>;

function behindProxy({
  dialect = '5.2' as Dialect,
  passesOn = false,
  ...more
}: Options & {
  dialect?: Dialect;
  passesOn?: boolean;
} = {}) {
  const server = new FakeQBittorrent(dialect);
  const proxy = new FakeProxy(server, passesOn);
  const client = new QBittorrentClient({
    baseUrl: 'http://host:8080',
    auth: ADMIN,
    basic: AT_THE_DOOR,
    clock: new FakeClock(),
    transport: proxy.transport,
    ...more,
  });
  return { server, proxy, client, version: () => client.app.version() };
}

describe('behind a proxy that asks for Basic credentials and strips them', () => {
  test.each(['4.5', '5.1', '5.2'] as const)(
    'a client logs in to a qBittorrent %s behind a proxy that strips Basic credentials',
    async (dialect) => {
      const { server, version } = behindProxy({ dialect });
      await version();
      server.restart();
      await version();
      expect(server.logins()).toBe(2);
    },
  );

  test('a client without a login gets in behind a proxy that strips Basic credentials if qBittorrent bypasses the login', async () => {
    const { server, version } = behindProxy({ auth: undefined });
    server.bypass = true;
    await version();
    expect(server.calls()).toEqual(['GET app/version']);
  });

  test('a client learns of the restart of a qBittorrent that the proxy cannot reach', async () => {
    const { server, client, version } = behindProxy();
    await version();
    server.failure = networkFailure('ECONNREFUSED');
    expect(await client.session.isUp()).toBe(false);
  });

  test('a wrong password is not sent twice through a proxy that strips Basic credentials', async () => {
    const { server, version } = behindProxy({ auth: { ...ADMIN, password: 'wrong' } });
    for (let call = 0; call < 5; call += 1) {
      expect(await caught(version())).toMatchObject({ code: 'QBT_LOGIN_REJECTED', status: 401 });
    }
    expect(server.calls()).toEqual(['POST auth/login']);
  });

  test.each([
    ['with', ADMIN],
    ['without', undefined],
  ])('a wrong Basic password is not sent to a proxy twice, %s a login', async (_, auth) => {
    const { proxy, client, version } = behindProxy({ auth });
    proxy.password = 'another';
    for (let call = 0; call < 5; call += 1) {
      const error = await caught(version());
      expect(error).toMatchObject({ code: 'QBT_LOGIN_REJECTED', reason: 'basic-refused' });
      expect(error.message).toContain('the proxy before it does not accept');
      expect(await client.session.isUp()).toBe(true);
    }
    expect(proxy.refused).toBe(1);
  });

  test('a Basic password that changes during a session costs one more login', async () => {
    const { proxy, version } = behindProxy();
    await version();
    proxy.password = 'another';
    for (let call = 0; call < 5; call += 1) await caught(version());
    expect((await caught(version())).code).toBe('QBT_LOGIN_REJECTED');
    expect(proxy.refused).toBe(2);
  });
});

describe('behind a proxy that passes Basic credentials on', () => {
  test.each(['4.5', '5.1'] as const)(
    'a client logs in to a qBittorrent %s behind a proxy that passes Basic credentials on',
    async (dialect) => {
      const { version } = behindProxy({ dialect, passesOn: true });
      await version();
    },
  );

  test('one login to a qBittorrent 5.2 fails behind a proxy that passes Basic credentials on, and the advice names the line for nginx', async () => {
    const { proxy, client, version } = behindProxy({ passesOn: true });
    for (let call = 0; call < 5; call += 1) {
      const error = await caught(version());
      expect(error).toMatchObject({ status: 401, reason: 'authorization-refused' });
      expect(error.code).toBe('QBT_LOGIN_REJECTED');
      expect(error.advice).toContain('proxy_set_header Authorization "";');
      expect(await client.session.isUp()).toBe(true);
    }
    expect(proxy.counted).toBe(1);
  });

  test('one call without a login to a qBittorrent 5.2 fails behind a proxy that passes Basic credentials on, and no other is sent', async () => {
    const { server, proxy, version } = behindProxy({ passesOn: true, auth: undefined });
    for (let call = 0; call < 5; call += 1) {
      expect((await caught(version())).code).toBe('QBT_LOGIN_REJECTED');
    }
    expect(proxy.counted).toBe(1);
    expect(server.requests).toEqual([]);
  });

  test('a session that began with a bypass and has ended costs one more failed login if a proxy passes Basic credentials on', async () => {
    const { server, proxy, version } = behindProxy({ passesOn: true, auth: undefined });
    server.bypass = true;
    await version();
    server.bypass = false;
    server.restart();
    for (let call = 0; call < 5; call += 1) await caught(version());
    expect(proxy.counted).toBe(2);
  });

  test('another login is sent through a proxy that passes Basic credentials on when that is allowed', async () => {
    const { proxy, client, version } = behindProxy({ passesOn: true });
    await caught(version());
    client.session.allowLogin();
    await caught(version());
    await caught(version());
    expect(proxy.counted).toBe(2);
  });

  test('another login is sent when a proxy that passes Basic credentials on was seen to be stopped', async () => {
    const { proxy, client, version } = behindProxy({ passesOn: true });
    await caught(version());
    proxy.failure = networkFailure('ECONNREFUSED');
    expect(await client.session.isUp()).toBe(false);
    proxy.failure = undefined;
    await caught(version());
    await caught(version());
    expect(proxy.counted).toBe(2);
  });

  test('another login is sent through a proxy that passes Basic credentials on when one of the secrets changed', async () => {
    let password = 'old';
    const { proxy, version } = behindProxy({
      passesOn: true,
      basic: { ...AT_THE_DOOR, password: () => password },
    });
    await caught(version());
    await caught(version());
    expect(proxy.refused).toBe(1);
    password = AT_THE_DOOR.password;
    await caught(version());
    await caught(version());
    expect([proxy.refused, proxy.counted]).toEqual([1, 1]);
  });
});

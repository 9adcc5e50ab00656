import { expect, test } from 'vitest';
import { waitUntil } from '../../src/wait-until.ts';
import { CREDENTIALS } from '../../src/web-ui.ts';
import { describeLive } from './live.ts';
import { countOf, watchedTransport } from './watched-transport.ts';

describeLive('the login', (live) => {
  test('20 calls at the same time share one login', async () => {
    const { transport, sent } = watchedTransport();
    const client = live.another({ transport });
    const versions = await Promise.all(Array.from({ length: 20 }, () => client.app.version()));
    expect(new Set(versions)).toEqual(new Set([`v${live.version}`]));
    expect([countOf(sent, 'auth/login'), sent.length]).toEqual([1, 21]);
  });

  test('a login can be repeated, each time with the password', async () => {
    const { transport, sent } = watchedTransport();
    const client = live.another({ transport });
    await client.auth.login();
    await client.auth.login();
    await client.app.version();
    expect(countOf(sent, 'auth/login')).toBe(2);
    expect(sent.at(-1)).toMatchObject({ path: 'app/version', status: 200 });
  });

  test('the client logs in again after a logout', async () => {
    const { transport, sent } = watchedTransport();
    const client = live.another({ transport });
    await client.app.version();
    await client.auth.logout();
    await client.app.version();
    expect(sent.map(({ path }) => path)).toEqual([
      'auth/login',
      'app/version',
      'auth/logout',
      'auth/login',
      'app/version',
    ]);
  });

  test('a login takes the secrets from functions', async () => {
    const auth = { username: async () => 'admin', password: () => CREDENTIALS.password };
    expect(await live.another({ auth }).app.version()).toBe(`v${live.version}`);
  });

  test('a login with a wrong password is rejected and not repeated', async () => {
    const { transport, sent } = watchedTransport();
    const client = live.another({ transport, auth: { ...CREDENTIALS, password: 'wrong' } });
    for (let count = 0; count < 10; count += 1) {
      await expect(client.app.version()).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
    }
    expect(countOf(sent, 'auth/login')).toBe(1);
    await live.real.ui.login();
    expect(await live.real.ui.failedLogins()).toBe(1);
  });

  test('a call without a login is refused', async () => {
    const client = live.another({ auth: undefined });
    await expect(client.app.version()).rejects.toMatchObject({ code: 'QBT_FORBIDDEN' });
    expect(await client.session.isUp()).toBe(true);
  });

  test('no login is sent where qBittorrent needs none', async () => {
    await live.client.app.setPreferences({ bypass_local_auth: true });
    const { transport, sent } = watchedTransport();
    const client = live.another({ auth: undefined, transport });
    expect(await client.app.version()).toBe(`v${live.version}`);
    await client.torrents.info();
    expect(countOf(sent, 'auth/login')).toBe(0);
    const anything = live.another({ auth: { username: 'no-such-user', password: 'nothing' } });
    expect(await anything.app.version()).toBe(`v${live.version}`);
    await client.app.setPreferences({ bypass_local_auth: false });
    await waitUntil('the login is needed again', async () => {
      const stranger = live.another({ auth: undefined });
      return await stranger.app.version().then(
        () => false,
        () => true,
      );
    });
  });
});

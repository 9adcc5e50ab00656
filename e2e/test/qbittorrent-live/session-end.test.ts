import { expect, test } from 'vitest';
import { waitUntil } from '../../src/wait-until.ts';
import { describeLive } from './live.ts';
import { countOf, watchedTransport } from './watched-transport.ts';

describeLive('a session that ended', (live) => {
  test('an expired session is renewed once for all calls', async () => {
    const { transport, sent } = watchedTransport();
    const client = live.another({ transport });
    await client.app.version();
    await live.client.app.setPreferences({ web_ui_session_timeout: 1 });
    const call = () => client.app.version();
    await waitUntil(
      'the session ends',
      async () => {
        await Promise.all([call(), call(), call(), call(), call()]);
        // 4.5 and 5.1 answer 403; in 5.3 the cookie expires with the session.
        return countOf(sent, 'auth/login') > 1;
      },
      // Each check makes the session last longer.
      { everyMs: 1_100 },
    );
    expect(countOf(sent, 'auth/login')).toBe(2);
    expect(sent.filter(({ path }) => path === 'auth/login')[1]?.status).toBeLessThan(300);
    expect(sent.at(-1)).toMatchObject({ path: 'app/version', status: 200 });
    await live.client.app.setPreferences({ web_ui_session_timeout: 3_600 });
  });

  test('a session is renewed after a restart, which the client notices', async () => {
    // The cookie has to survive the restart.
    await live.client.app.setPreferences({ web_ui_session_timeout: 3_600 });
    const { transport, sent } = watchedTransport();
    const client = live.another({ transport });
    const api = await client.session.getWebApiVersion();
    await live.real.stop();
    await expect(client.app.version()).rejects.toMatchObject({ code: 'QBT_UNREACHABLE' });
    expect(await client.session.isUp()).toBe(false);
    await live.start();
    sent.length = 0;
    expect(await client.torrents.info()).toEqual([]);
    expect(await client.session.getWebApiVersion()).toBe(api);
    expect(sent.map(({ path, status }) => `${path} ${Math.floor(status / 100)}`)).toEqual([
      'app/webapiVersion 4',
      'auth/login 2',
      'app/webapiVersion 2',
      // The version is as old as the login.
      'torrents/info 2',
    ]);
  });
});

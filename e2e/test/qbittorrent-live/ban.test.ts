import { expect, test } from 'vitest';
import { CREDENTIALS } from '../../src/web-ui.ts';
import { describeLive, type Live } from './live.ts';
import { watchedTransport } from './watched-transport.ts';

describeLive('a ban', (live) => {
  test('is recognised, and not made longer', async () => {
    await live.client.app.setPreferences({ web_ui_max_auth_fail_count: 2 });
    await expect(wrong(live, 'one')).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
    await expect(wrong(live, 'two')).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });

    const { transport, sent } = watchedTransport();
    const client = live.another({ transport });
    const banned = { code: 'QBT_BANNED', status: 403, retryAfterSeconds: 3600 };
    await expect(client.app.version()).rejects.toMatchObject(banned);
    await expect(client.app.version()).rejects.toMatchObject({ code: 'QBT_BANNED' });
    expect(sent).toEqual([{ path: 'auth/login', status: 403 }]);

    client.session.allowLogin();
    await expect(client.auth.login()).rejects.toMatchObject({ code: 'QBT_BANNED' });
    expect(sent).toHaveLength(2);
  });

  test('has the text that the client looks for', async () => {
    const reply = await fetch(`${live.real.baseUrl}/api/v2/auth/login`, {
      method: 'POST',
      body: new URLSearchParams(CREDENTIALS),
    });
    expect([reply.status, await reply.text()]).toEqual([
      403,
      'Your IP address has been banned after too many failed authentication attempts.',
    ]);
  });

  test('ends with a restart', async () => {
    await live.real.stop();
    await live.start();
    expect(await live.another().app.version()).toBe(`v${live.version}`);
  });
});

function wrong(live: Live, password: string): Promise<string> {
  return live.another({ auth: { ...CREDENTIALS, password } }).app.version();
}

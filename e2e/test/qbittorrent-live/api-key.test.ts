import { expect, test } from 'vitest';
import { describeLive } from './live.ts';
import { countOf, watchedTransport } from './watched-transport.ts';

describeLive('an API key', (live) => {
  if (!live.atLeast('5.2')) {
    test('before 5.2 the calls about API keys fail after asking only for the version', async () => {
      const { transport, sent } = watchedTransport();
      const client = live.another({ transport });
      await client.session.getWebApiVersion();
      sent.length = 0;
      await expect(client.app.rotateApiKey()).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
      await expect(client.app.deleteApiKey()).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
      expect(countOf(sent, 'app/webapiVersion')).toBe(sent.length);
    });

    test('before 5.2 an API key is rejected', async () => {
      const client = live.another({ auth: { apiKey: `qbt_${'a'.repeat(28)}` } });
      await expect(client.app.version()).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
    });
    return;
  }

  test('an API key works without a login until it is replaced or deleted', async () => {
    const { apiKey } = await live.client.app.rotateApiKey();
    const { transport, sent } = watchedTransport();
    const first = live.another({ auth: { apiKey }, transport });
    expect(await first.app.version()).toBe(`v${live.version}`);
    await first.app.setPreferences({ alt_up_limit: 1024 });
    expect((await first.app.preferences()).web_ui_api_key).toBe(apiKey);
    expect(sent.map(({ path }) => path)).toEqual([
      'app/version',
      'app/setPreferences',
      'app/preferences',
    ]);

    const { apiKey: next } = await live.client.app.rotateApiKey();
    await expect(first.app.version()).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
    await expect(first.app.version()).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
    expect(sent).toHaveLength(5);

    // Wrong keys lead to no ban, even after more of them than passwords that would.
    await live.client.app.setPreferences({ web_ui_max_auth_fail_count: 2 });
    for (let count = 0; count < 8; count += 1) {
      await expect(first.app.version()).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
    }
    const second = live.another({ auth: { apiKey: () => next } });
    expect(await second.app.version()).toBe(`v${live.version}`);
    await live.client.app.deleteApiKey();
    await expect(second.app.version()).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
  });
});

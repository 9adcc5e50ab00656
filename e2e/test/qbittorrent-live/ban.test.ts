import { systemWallClock } from '@portkeep/qbittorrent-client';
import { expect, test } from 'vitest';
import { waitUntil } from '../../src/wait-until.ts';
import { CREDENTIALS } from '../../src/web-ui.ts';
import { describeLive, type Live } from './live.ts';
import { watchedTransport } from './watched-transport.ts';

describeLive('a ban', (live) => {
  test('the client recognises a ban and does not prolong it', async () => {
    await live.client.app.setPreferences({ web_ui_max_auth_fail_count: 2 });
    await expect(wrong(live, 'one')).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
    await expect(wrong(live, 'two')).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });

    const { transport, sent } = watchedTransport();
    const client = live.another({ transport });
    const banned = { code: 'QBT_BANNED', status: 403, retryAfterSeconds: 10 };
    await expect(client.app.version()).rejects.toMatchObject(banned);
    await expect(client.app.version()).rejects.toMatchObject({ code: 'QBT_BANNED' });
    expect(sent).toEqual([{ path: 'auth/login', status: 403 }]);

    client.session.allowLogin();
    await expect(client.auth.login()).rejects.toMatchObject({ code: 'QBT_BANNED' });
    expect(sent).toHaveLength(2);
  });

  test('a ban has the text that the client looks for', async () => {
    const reply = await fetch(`${live.real.baseUrl}/api/v2/auth/login`, {
      method: 'POST',
      body: new URLSearchParams(CREDENTIALS),
    });
    expect([reply.status, await reply.text()]).toEqual([
      403,
      'Your IP address has been banned after too many failed authentication attempts.',
    ]);
  });

  test('a ban ends with a restart of qBittorrent', async () => {
    await live.real.stop();
    await live.start();
    expect(await live.another().app.version()).toBe(`v${live.version}`);
  });
});

describeLive('a ban of 2 s', (live) => {
  test('the client notices the end of a ban soon', async () => {
    await live.client.app.setPreferences({ web_ui_max_auth_fail_count: 1, web_ui_ban_duration: 2 });
    await expect(wrong(live, 'one')).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
    let passedMs = 0;
    const clock = { ...systemWallClock, now: () => systemWallClock.now() + passedMs };
    const client = live.another({ clock });
    await expect(client.app.version()).rejects.toMatchObject({ code: 'QBT_BANNED' });
    // Logins during the ban do not make it longer.
    const version = await waitUntil('the ban is over', () => {
      passedMs += 3_600_000;
      return client.app.version();
    });
    expect(version).toBe(`v${live.version}`);
  });
});

describeLive(
  'a qBittorrent that speaks German',
  (live) => {
    test('the client recognises a ban in the words of a German qBittorrent', async () => {
      await live.client.app.setPreferences({ web_ui_max_auth_fail_count: 1 });
      await expect(wrong(live, 'one')).rejects.toMatchObject({ code: 'QBT_LOGIN_REJECTED' });
      const { transport, sent } = watchedTransport();
      const client = live.another({ transport });
      for (let call = 0; call < 2; call += 1) {
        await expect(client.app.version()).rejects.toMatchObject({ code: 'QBT_BANNED' });
      }
      expect(sent).toEqual([{ path: 'auth/login', status: 403 }]);
    });

    test('the client repeats the words of a German qBittorrent about a file that is not a torrent', async () => {
      const files = [new File(['no torrent'], 'ünïcode.torrent')];
      await expect(live.client.torrents.add({ files })).rejects.toMatchObject({
        code: 'QBT_BAD_REQUEST',
        message: expect.stringContaining("Fehler: 'ünïcode.torrent' ist keine gültige"),
      });
    });
  },
  'de',
);

function wrong(live: Live, password: string): Promise<string> {
  return live.another({ auth: { ...CREDENTIALS, password } }).app.version();
}

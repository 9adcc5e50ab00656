import type { Preferences, WithNewer } from '@portkeep/qbittorrent-client';
import { expect, test } from 'vitest';
import { describeLive } from './live.ts';

describeLive('the preferences', (live) => {
  test('preferences are read, changed one by one, and read again', async () => {
    const before = await live.client.app.preferences();
    expect(before).toMatchObject({ current_network_interface: 'lo', queueing_enabled: true });
    const patch = {
      max_connec: 321,
      save_path: '/tmp/ü & + % "x"',
      dht: !before.dht,
      web_ui_username: 'admin',
    };
    await live.client.app.setPreferences(patch);
    const after = await live.client.app.preferences();
    expect(after).toMatchObject(patch);
    expect(after.max_uploads).toBe(before.max_uploads);
    await live.client.app.setPreferences({ dht: before.dht });
    expect((await live.client.app.preferences()).dht).toBe(before.dht);
  });

  test('a password that the preferences change is valid from the next login on', async () => {
    await live.client.app.setPreferences({ web_ui_password: 'another password' });
    await expect(live.another().app.version()).rejects.toMatchObject({
      code: 'QBT_LOGIN_REJECTED',
    });
    const auth = { username: 'admin', password: 'another password' };
    expect(await live.another({ auth }).app.version()).toBe(`v${live.version}`);
  });

  test('qBittorrent ignores unknown preferences', async () => {
    const patch: WithNewer<Partial<Preferences>> = { nothing_of_that_name: 1 };
    await live.client.app.setPreferences(patch);
    expect(await live.client.app.preferences()).not.toHaveProperty('nothing_of_that_name');
  });
});

describeLive('the server', (live) => {
  test('the server reports its libtorrent, interfaces and save path', async () => {
    const { app } = live.client;
    expect((await app.buildInfo()).libtorrent).toMatch(/^\d+\.\d+/);
    expect((await app.networkInterfaceList()).map(({ value }) => value)).toContain('lo');
    expect(await app.networkInterfaceAddressList({ iface: 'lo' })).toContain('127.0.0.1');
    expect(await app.defaultSavePath()).toMatch(/^\//);
  });

  test('the server reports what newer versions offer', async () => {
    const { app } = live.client;
    const cookie = {
      name: 'a',
      value: 'b',
      domain: 'example.org',
      path: '/',
      expirationDate: Math.ceil(Date.now() / 1000) + 86_400,
    };
    const calls: [string, () => Promise<unknown>, unknown][] = [
      ['5.0', () => app.getDirectoryContent({ dirPath: '/proc/self/net/..' }), expect.any(Array)],
      ['5.1', () => app.setCookies({ cookies: [cookie] }), undefined],
      ['5.1', () => app.cookies(), [cookie]],
      ['5.2', () => app.processInfo(), { launch_time: expect.any(Number) }],
      ['5.3', () => app.getFreeSpaceAtPath({ path: '/' }), expect.any(Number)],
    ];
    for (const [since, call, answer] of calls) {
      if (live.atLeast(since)) expect(await call()).toEqual(answer);
      else await expect(call()).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
    }
  });

  test('the log of the server can be read from a given line on', async () => {
    const lines = await live.client.log.main();
    expect(lines.length).toBeGreaterThan(2);
    expect(lines[0]).toMatchObject({ id: 0, type: expect.any(Number) });
    expect(Math.abs(Date.now() / 1000 - (lines[0]?.timestamp ?? 0))).toBeLessThan(600);
    const later = await live.client.log.main({ lastKnownId: 1 });
    expect(later[0]?.id).toBe(2);
    const warnings = await live.client.log.main({ normal: false, info: false });
    expect(warnings.every(({ type }) => type >= 4)).toBe(true);
    expect(await live.client.log.peers()).toEqual([]);
  });
});

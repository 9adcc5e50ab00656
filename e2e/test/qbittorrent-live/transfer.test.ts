import { expect, test } from 'vitest';
import { describeLive } from './live.ts';

describeLive('the transfer', (live) => {
  test('the limits of the transfer can be set', async () => {
    const { transfer } = live.client;
    expect([await transfer.uploadLimit(), await transfer.downloadLimit()]).toEqual([0, 0]);
    await transfer.setUploadLimit({ limit: 1_024_000 });
    await transfer.setDownloadLimit({ limit: 2_048_000 });
    expect([await transfer.uploadLimit(), await transfer.downloadLimit()]).toEqual([
      1_024_000, 2_048_000,
    ]);
    expect(await transfer.info()).toMatchObject({
      up_rate_limit: 1_024_000,
      dl_rate_limit: 2_048_000,
    });
  });

  test('the transfer switches between its two modes of limits', async () => {
    const { transfer } = live.client;
    expect(await transfer.speedLimitsMode()).toBe(0);
    await transfer.toggleSpeedLimitsMode();
    expect(await transfer.speedLimitsMode()).toBe(1);
    await transfer.setSpeedLimitsMode({ mode: 1 });
    expect(await transfer.speedLimitsMode()).toBe(1);
    await transfer.setSpeedLimitsMode({ mode: 0 });
    expect(await transfer.speedLimitsMode()).toBe(0);
  });

  test('one call sets all limits of the transfer since 5.3', async () => {
    const { transfer } = live.client;
    const limits = { upLimit: 4096, dlLimit: 8192, altUpLimit: 1024, altDlLimit: 2048 };
    if (!live.atLeast('5.3')) {
      const unsupported = { code: 'QBT_UNSUPPORTED' };
      await expect(transfer.getSpeedLimits()).rejects.toMatchObject(unsupported);
      await expect(transfer.setSpeedLimits(limits)).rejects.toMatchObject(unsupported);
      return;
    }
    await transfer.setSpeedLimits(limits);
    expect(await transfer.getSpeedLimits()).toEqual({
      up_limit: 4096,
      dl_limit: 8192,
      alt_up_limit: 1024,
      alt_dl_limit: 2048,
    });
    expect(await transfer.uploadLimit()).toBe(4096);
  });

  test('the transfer is paused and resumed since 5.3', async () => {
    const { transfer, sync } = live.client;
    if (!live.atLeast('5.3')) {
      await expect(transfer.pauseSession()).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
      await expect(transfer.resumeSession()).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
      return;
    }
    const isPaused = async () => (await sync.maindata()).server_state?.session_state;
    const atFirst = await isPaused();
    await transfer.pauseSession();
    const paused = await isPaused();
    await transfer.resumeSession();
    expect([atFirst, paused, await isPaused()]).toEqual([false, true, false]);
  });

  test('the transfer bans peers', async () => {
    await live.client.transfer.banPeers({ peers: ['10.9.8.7:6881', '[2001:db8::7]:6881'] });
    const { banned_IPs: banned = '' } = await live.client.app.preferences();
    expect(String(banned).split('\n').sort()).toEqual(['10.9.8.7', '2001:db8::7']);
  });
});

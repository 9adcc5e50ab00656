import { beforeAll, expect, test } from 'vitest';
import { freePort } from '../../src/free-port.ts';
import { waitUntil } from '../../src/wait-until.ts';
import { describeLive } from './live.ts';
import { addTorrent, makeTorrent } from './torrent.ts';
import { startTracker } from './tracker.ts';

describeLive('the trackers', (live) => {
  beforeAll(() => live.hurry());

  test('qBittorrent announces its port to trackers, and since 5.1 a separate announced port', async () => {
    const { url, ports } = await startTracker();
    const { portForward, torrents, app } = live.client;
    const { hash } = await addTorrent(live.client, makeTorrent('announced.bin'));
    await torrents.addTrackers({ hashes: [hash], urls: [url] });
    const port = await freePort();
    await portForward.apply({ port });
    await torrents.start({ hashes: [hash] });
    await waitUntil('the port is announced', () => ports.at(-1) === port);

    const announced = await freePort();
    if (!live.atLeast('5.1')) {
      await expect(portForward.announce({ port: announced })).rejects.toMatchObject({
        code: 'QBT_UNSUPPORTED',
      });
      expect(await app.preferences()).not.toHaveProperty('announce_port');
      return;
    }
    expect(await portForward.announce({ port: announced })).toMatchObject({
      changed: true,
      previous: 0,
    });
    expect(await app.preferences()).toMatchObject({ announce_port: announced, listen_port: port });
    await waitUntil('the other port is announced', () => ports.at(-1) === announced);
    expect(await portForward.announce({ port: announced })).toMatchObject({ changed: false });
  });
});

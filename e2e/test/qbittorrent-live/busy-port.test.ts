import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { waitUntil } from '../../src/wait-until.ts';
import { canConnect } from './can-connect.ts';
import { hurriedClock } from './hurried-clock.ts';
import { listen } from './listen.ts';
import { describeLive } from './live.ts';

describeLive('a port that is busy', (live) => {
  test('a port that is in use is reported even while the status of qBittorrent is outdated', async () => {
    const { portForward, transfer } = live.another({ clock: hurriedClock });
    await waitUntil('it listens', async () => {
      return (await transfer.info()).connection_status === 'firewalled';
    });
    const holder = createServer();
    const port = await listen(holder, '::');
    await expect(portForward.apply({ port })).rejects.toMatchObject({ code: 'QBT_NOT_LISTENING' });
    holder.close();
    expect(await canConnect(port)).toBe(false);
  });
});

import { expect, test } from 'vitest';
import { QBittorrentSimulator } from './qbittorrent-simulator.ts';

test('trackers get the announced port where one is set, otherwise the listening port', () => {
  const simulator = new QBittorrentSimulator({ dialect: '5.1', listenPort: 31_492 });
  expect(simulator.announcedPort).toBe(31_492);
  simulator.changePreferenceByHand({ announce_port: 40_999 });
  expect(simulator.announcedPort).toBe(40_999);
});

test('only the named endpoint is slow', () => {
  const simulator = new QBittorrentSimulator({ dialect: '5.1' });
  simulator.setFault({ kind: 'slow', delayMs: 5, path: 'torrents/reannounce' });
  expect(simulator.delayMs('/api/v2/torrents/reannounce')).toBe(5);
  expect(simulator.delayMs('/api/v2/transfer/info')).toBe(0);
});

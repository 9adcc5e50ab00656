import { expect } from 'vitest';
import { replay } from '../replay.ts';

replay([
  {
    exchange: 'log-main',
    call: (client) => client.log.main(),
    check: (messages, version) =>
      expect(messages).toMatchObject({
        0: { id: 0, message: expect.stringContaining(`qBittorrent v${version} started`), type: 1 },
      }),
  },
  {
    exchange: 'log-main-filter',
    call: (client) =>
      client.log.main({
        normal: false,
        info: false,
        warning: true,
        critical: true,
        lastKnownId: -1,
      }),
    check: (messages) => expect(messages).toMatchObject({ 0: { type: 4 } }),
  },
  {
    exchange: 'log-peers',
    call: (client) => client.log.peers(),
    check: (entries) => expect(entries).toEqual([]),
  },
]);

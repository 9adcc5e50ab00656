import { expect } from 'vitest';
import { MULTI } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

replay([
  {
    exchange: 't-files',
    call: (client) => client.torrents.files({ hash: MULTI }),
    check: (result) =>
      expect(result).toMatchObject([
        { index: 0, name: 'multi/readme.txt', is_seed: false, piece_range: [0, 0] },
        { index: 1, size: 200_000 },
        { index: 2, name: 'multi/sub/ünïcode.bin' },
      ]),
  },
  {
    exchange: 'files-indexes',
    call: (client) => client.torrents.files({ hash: MULTI, indexes: [0, 2] }),
    check: (result) => expect(result).toMatchObject([{ index: 0 }, { index: 2 }]),
  },
  {
    exchange: 't-filePrio',
    call: (client) => client.torrents.filePrio({ hash: MULTI, files: [0, 1], priority: 7 }),
  },
  {
    exchange: 'filePrio-badid',
    call: (client) => client.torrents.filePrio({ hash: MULTI, files: [99], priority: 7 }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 'filePrio-badprio',
    call: (client) => client.torrents.filePrio({ hash: MULTI, files: [0], priority: 3 }),
    code: 'QBT_BAD_REQUEST',
  },
  {
    exchange: 't-rename',
    call: (client) => client.torrents.rename({ hash: MULTI, name: 'renamed multi' }),
  },
  {
    exchange: 'rename-empty',
    call: (client) => client.torrents.rename({ hash: MULTI, name: '' }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 't-renameFile',
    call: (client) =>
      client.torrents.renameFile({
        hash: MULTI,
        oldPath: 'multi/readme.txt',
        newPath: 'multi/README2.txt',
      }),
  },
  {
    exchange: 'renameFile-missing',
    call: (client) => client.torrents.renameFile({ hash: MULTI, oldPath: 'nope', newPath: 'x' }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 't-renameFolder',
    call: (client) =>
      client.torrents.renameFolder({ hash: MULTI, oldPath: 'multi/sub', newPath: 'multi/sub2' }),
  },
]);

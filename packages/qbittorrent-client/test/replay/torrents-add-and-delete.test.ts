import { expect } from 'vitest';
import { add } from '../../src/endpoints/torrents/add.ts';
import { fileOf } from '../file-of.ts';
import { B_TORRENT, hashes, MAGNET, SINGLE, UNKNOWN } from '../recorded-torrents.ts';
import { type ReplayCase, replay } from '../replay.ts';

/**
 * The answer to an add, which old versions give as a word.
 *
 * @param before5_2 The hashes that can be computed from what is sent here.
 */
const added = (
  added: readonly string[],
  before5_2: readonly string[],
  pending = 0,
): NonNullable<ReplayCase['check']> => {
  return (result, version) =>
    expect(result).toEqual(
      version === '5.2.3'
        ? { added, succeeded: added.length, pending, failed: 0 }
        : { added: before5_2, succeeded: 1, pending: 0, failed: 0 },
    );
};

replay([
  {
    exchange: 'add-file',
    call: (client) =>
      client.torrents.add({
        files: [fileOf(1167, 'a.torrent')],
        savePath: '/srv/qbt/rec/dl',
        category: 'movies',
        tags: ['tag one'],
        stopped: true,
        uploadLimit: 100_000,
      }),
    check: added([SINGLE], []),
  },
  {
    exchange: 'add-duplicate',
    call: (client) => client.torrents.add({ files: [fileOf(1167, 'a.torrent')], stopped: true }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 'add-invalid',
    call: (client) => client.torrents.add({ files: [fileOf(21, 'bad.torrent')] }),
    code: 'QBT_BAD_REQUEST',
  },
  {
    exchange: 'add-nothing',
    // `add` itself refuses to send that.
    call: ({ session }) => session.call({ ...add, params: () => ({ urls: '' }) }, {}),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 'add-url',
    call: (client) =>
      client.torrents.add({
        urls: [B_TORRENT],
        savePath: '/srv/qbt/rec/dl',
        stopped: false,
        downloadLimit: 20_000,
      }),
    check: added([], [], 1),
  },
  {
    exchange: 'add-magnet-urlencoded',
    call: (client) =>
      client.torrents.add({
        urls: [
          `magnet:?xt=urn:btih:${MAGNET}&dn=magnetname&tr=http%3A%2F%2F127.0.0.1%3A23300%2Fannounce`,
        ],
      }),
    check: added([MAGNET], [MAGNET]),
  },
  {
    exchange: 'add-file-200',
    call: (client) =>
      client.torrents.add({
        files: [fileOf(1167, 'a.torrent')],
        savePath: '/srv/qbt/rec/dlx',
        stopped: false,
        downloadLimit: 60_000,
      }),
    extra: ['paused'],
    check: added([SINGLE], []),
  },
  {
    exchange: 'delete-magnet',
    call: (client) => client.torrents.delete({ hashes: [MAGNET] }),
  },
  {
    exchange: 'delete',
    call: (client) => client.torrents.delete({ hashes, deleteFiles: true }),
  },
  {
    exchange: 'delete-unknown',
    call: (client) => client.torrents.delete({ hashes: [UNKNOWN], deleteFiles: false }),
  },
  {
    exchange: 'delete-all',
    call: (client) => client.torrents.delete({ hashes: 'all', deleteFiles: true }),
  },
]);

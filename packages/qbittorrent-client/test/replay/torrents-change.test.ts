import { expect } from 'vitest';
import { replay } from '../replay.ts';

const MULTI = 'f692edac1522182f8ba5d24cd0ae2f97d42ada44';
const PAYLOAD = '9e7711c2634b51643be19e841ff15628fe614eec';
const MAGNET = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';
const UNKNOWN = '0000000000000000000000000000000000000000';
const TRACKER = 'http://127.0.0.1:23300/announce';
const SEED = 'http://127.0.0.1:23301/ws';
const hashes = [MULTI];

replay([
  {
    exchange: 'createCategory',
    call: (client) =>
      client.torrents.createCategory({ category: 'movies', savePath: '/srv/qbt/rec/cat' }),
  },
  {
    exchange: 'createCategory-dup',
    call: (client) => client.torrents.createCategory({ category: 'movies', savePath: '' }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 'createCategory-bad',
    call: (client) => client.torrents.createCategory({ category: 'a//b', savePath: '' }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 'createCategory-empty',
    call: (client) => client.torrents.createCategory({ category: '' }),
    code: 'QBT_BAD_REQUEST',
  },
  {
    exchange: 'editCategory',
    call: (client) =>
      client.torrents.editCategory({ category: 'movies', savePath: '/srv/qbt/rec/cat2' }),
  },
  {
    exchange: 'editCategory-missing',
    call: (client) => client.torrents.editCategory({ category: 'nope', savePath: '/tmp' }),
    code: { '4.5.2': 'QBT_CONFLICT', '5.1.4': 'QBT_CONFLICT', '5.2.3': 'QBT_NOT_FOUND' },
  },
  {
    exchange: 'categories',
    call: (client) => client.torrents.categories(),
    check: (result, version) => {
      const movies = { name: 'movies', savePath: '/srv/qbt/rec/cat2' };
      const limits = {
        download_path: null,
        ratio_limit: -2,
        seeding_time_limit: -2,
        inactive_seeding_time_limit: -2,
        share_limit_action: 'Default',
      };
      expect(result).toEqual({ movies: version === '5.2.3' ? { ...movies, ...limits } : movies });
    },
  },
  {
    exchange: 'setCategory',
    call: (client) => client.torrents.setCategory({ hashes, category: 'movies' }),
  },
  {
    exchange: 'setCategory-missing',
    call: (client) => client.torrents.setCategory({ hashes, category: 'nonexistent' }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 't-removeCategories',
    call: (client) => client.torrents.removeCategories({ categories: ['movies', 'nope'] }),
  },
  {
    exchange: 'createTags',
    call: (client) => client.torrents.createTags({ tags: ['tag one', 'tag2'] }),
  },
  {
    exchange: 'addTags',
    call: (client) => client.torrents.addTags({ hashes, tags: ['tag2', 'new tag'] }),
  },
  {
    exchange: 'tags',
    call: (client) => client.torrents.tags(),
    check: (result, version) => {
      const names = version === '4.5.2' ? ['tag one', 'new tag'] : ['new tag', 'tag one'];
      expect(result).toEqual([...names, 'tag2']);
    },
  },
  {
    exchange: 't-setTags',
    call: (client) => client.torrents.setTags({ hashes, tags: ['only'] }),
    unsupported: ['4.5.2'],
  },
  {
    exchange: 't-removeTags',
    call: (client) => client.torrents.removeTags({ hashes, tags: ['tag2'] }),
  },
  {
    exchange: 't-deleteTags',
    call: (client) => client.torrents.deleteTags({ tags: ['new tag'] }),
  },
  {
    exchange: 'start',
    call: (client) => client.torrents.start({ hashes: [PAYLOAD] }),
  },
  {
    exchange: 'stop-two',
    call: (client) => client.torrents.stop({ hashes: [MULTI, PAYLOAD] }),
  },
  {
    exchange: 'setDL',
    call: (client) => client.torrents.setDownloadLimit({ hashes: [PAYLOAD], limit: 60_000 }),
  },
  {
    exchange: 't-setUploadLimit',
    call: (client) => client.torrents.setUploadLimit({ hashes, limit: 1000 }),
  },
  {
    exchange: 'addPeers',
    call: (client) => client.torrents.addPeers({ hashes: [PAYLOAD], peers: ['127.0.0.1:23402'] }),
    check: (result) => expect(result).toEqual({ [PAYLOAD]: { added: 1, failed: 0 } }),
  },
  {
    exchange: 'addPeers-bad',
    call: (client) => client.torrents.addPeers({ hashes: [PAYLOAD], peers: ['garbage'] }),
    code: 'QBT_BAD_REQUEST',
  },
  {
    exchange: 't-reannounce',
    call: (client) => client.torrents.reannounce({ hashes }),
  },
  {
    exchange: 'reannounce-all',
    call: (client) => client.torrents.reannounce({ hashes: 'all' }),
  },
  { exchange: 't-recheck', call: (client) => client.torrents.recheck({ hashes }) },
  {
    // 5.2.3 refuses it without the two parameters that the client always sends.
    exchange: 't-setShareLimits',
    call: (client) =>
      client.torrents.setShareLimits({
        hashes,
        ratioLimit: 2,
        seedingTimeLimit: -1,
        inactiveSeedingTimeLimit: -1,
      }),
    extra: ['shareLimitAction', 'shareLimitsMode'],
    only: ['4.5.2', '5.1.4'],
  },
  {
    exchange: 'setShareLimits-52',
    call: (client) =>
      client.torrents.setShareLimits({
        hashes,
        ratioLimit: 2,
        seedingTimeLimit: -1,
        inactiveSeedingTimeLimit: -1,
      }),
  },
  {
    exchange: 't-setForceStart',
    call: (client) => client.torrents.setForceStart({ hashes, enabled: true }),
  },
  {
    exchange: 't-setSuperSeeding',
    call: (client) => client.torrents.setSuperSeeding({ hashes, enabled: false }),
  },
  {
    exchange: 't-setAutoManagement',
    call: (client) => client.torrents.setAutoManagement({ hashes, enabled: false }),
  },
  {
    exchange: 't-toggleSequentialDownload',
    call: (client) => client.torrents.toggleSequentialDownload({ hashes }),
  },
  {
    exchange: 't-toggleFirstLastPiecePrio',
    call: (client) => client.torrents.toggleFirstLastPiecePrio({ hashes }),
  },
  { exchange: 't-topPrio', call: (client) => client.torrents.topPrio({ hashes }) },
  { exchange: 't-bottomPrio', call: (client) => client.torrents.bottomPrio({ hashes }) },
  { exchange: 't-increasePrio', call: (client) => client.torrents.increasePrio({ hashes }) },
  { exchange: 't-decreasePrio', call: (client) => client.torrents.decreasePrio({ hashes }) },
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
  {
    exchange: 't-addTrackers',
    call: (client) =>
      client.torrents.addTrackers({ hashes, urls: [`${TRACKER}2`, 'udp://127.0.0.1:23398'] }),
  },
  {
    exchange: 't-editTracker',
    call: (client) =>
      client.torrents.editTracker({ hash: MULTI, url: `${TRACKER}2`, newUrl: `${TRACKER}3` }),
  },
  {
    exchange: 'editTracker-missing',
    call: (client) =>
      client.torrents.editTracker({
        hash: MULTI,
        url: 'http://127.0.0.1:1/none',
        newUrl: 'http://127.0.0.1:23300/x',
      }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 't-removeTrackers',
    call: (client) => client.torrents.removeTrackers({ hashes, urls: [`${TRACKER}3`] }),
  },
  {
    exchange: 'removeTrackers-missing',
    call: (client) => client.torrents.removeTrackers({ hashes, urls: ['http://127.0.0.1:1/none'] }),
  },
  {
    exchange: 't-addWebSeeds',
    call: (client) => client.torrents.addWebSeeds({ hash: MULTI, urls: [`${SEED}2/`] }),
    unsupported: ['4.5.2'],
  },
  {
    exchange: 't-editWebSeed',
    call: (client) =>
      client.torrents.editWebSeed({ hash: MULTI, url: `${SEED}2/`, newUrl: `${SEED}3/` }),
    unsupported: ['4.5.2'],
  },
  {
    exchange: 't-removeWebSeeds',
    call: (client) => client.torrents.removeWebSeeds({ hash: MULTI, urls: [`${SEED}3/`] }),
    unsupported: ['4.5.2'],
  },
  {
    exchange: 't-setLocation',
    call: (client) => client.torrents.setLocation({ hashes, location: '/srv/qbt/rec/dl2' }),
  },
  {
    exchange: 'setLocation-empty',
    call: (client) => client.torrents.setLocation({ hashes, location: '' }),
    code: 'QBT_BAD_REQUEST',
  },
  {
    exchange: 'setLocation-forbidden',
    call: (client) => client.torrents.setLocation({ hashes, location: '/proc/nope' }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 't-setSavePath',
    call: (client) => client.torrents.setSavePath({ hashes, path: '/srv/qbt/rec/dl3' }),
  },
  {
    exchange: 't-setDownloadPath',
    call: (client) => client.torrents.setDownloadPath({ hashes, path: '/srv/qbt/rec/tmpdl' }),
  },
  {
    exchange: 't-setComment',
    call: (client) => client.torrents.setComment({ hashes, comment: 'new comment' }),
    unsupported: ['4.5.2', '5.1.4'],
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

import type {
  appEndpoints,
  authEndpoints,
  clientDataEndpoints,
  logEndpoints,
  rssEndpoints,
  searchEndpoints,
  syncEndpoints,
  torrentCreatorEndpoints,
  torrentsEndpoints,
  transferEndpoints,
} from '../src/core.ts';
import type { FullInputs } from './full-input.ts';

const hashes = ['a1', 'b2'];
const hash = 'a1';
const urls = ['http://h/a', 'http://h/b'];
const limit = 1;
const path = '/p';
const file = new Blob(['x']);
const ssl = { certificate: 'c', privateKey: 'k', dhParams: 'd' };
const shares = { ratioLimit: 1.5, seedingTimeLimit: 2, inactiveSeedingTimeLimit: 3 };
const policies = { shareLimitAction: 'Stop', shareLimitsMode: 'MatchAll' } as const;

/** One preference of each type: all the others are sent in the same way. */
const PREFERENCES = { listen_port: 6881, max_ratio: 1.5, dht: true, save_path: path };
const SOME_PREFERENCES = { needed: {}, more: { ...PREFERENCES, scan_dirs: { '/w': 1 } } };

const app: Omit<FullInputs<typeof appEndpoints>, 'setPreferences'> = {
  getDirectoryContent: { needed: { dirPath: path }, more: { mode: 'all', withMetadata: true } },
  getFreeSpaceAtPath: { needed: { path }, more: {} },
  networkInterfaceAddressList: { needed: { iface: 'lo' }, more: {} },
  setCookies: {
    needed: { cookies: [{ name: 'a', value: 'b', domain: 'd', path, expirationDate: 5 }] },
    more: {},
  },
};

const auth: FullInputs<typeof authEndpoints> = {
  login: { needed: { username: 'u', password: 'p' }, more: {} },
};

const clientData: FullInputs<typeof clientDataEndpoints> = {
  load: { needed: {}, more: { keys: ['a'] } },
  store: { needed: { data: { a: { b: [1.5, null] } } }, more: {} },
};

const log: FullInputs<typeof logEndpoints> = {
  main: {
    needed: {},
    more: { normal: true, info: true, warning: true, critical: true, lastKnownId: 5 },
  },
  peers: { needed: {}, more: { lastKnownId: 5 } },
};

const rss: FullInputs<typeof rssEndpoints> = {
  addFeed: { needed: { url: 'http://h/f' }, more: { path, refreshIntervalSeconds: 60 } },
  addFolder: { needed: { path }, more: {} },
  cloneRule: { needed: { sourceName: 'a', cloneName: 'b' }, more: {} },
  importRules: { needed: { file }, more: {} },
  items: { needed: {}, more: { withData: true } },
  markAsRead: { needed: { itemPath: path }, more: { articleId: 'a' } },
  matchingArticles: { needed: { ruleName: 'r' }, more: {} },
  moveItem: { needed: { itemPath: path, destPath: path }, more: {} },
  refreshItem: { needed: { itemPath: path }, more: {} },
  removeItem: { needed: { path }, more: {} },
  removeRule: { needed: { ruleName: 'r' }, more: {} },
  renameRule: { needed: { ruleName: 'r', newRuleName: 's' }, more: {} },
  setFeedRefreshInterval: { needed: { path, refreshIntervalSeconds: 60 }, more: {} },
  setFeedUrl: { needed: { path, url: 'http://h/f' }, more: {} },
  setRule: {
    needed: { ruleName: 'r', ruleDef: { enabled: true, addPaused: null, affectedFeeds: urls } },
    more: {},
  },
};

const search: FullInputs<typeof searchEndpoints> = {
  categories: { needed: {}, more: { pluginName: 'p' } },
  delete: { needed: { id: 1 }, more: {} },
  downloadTorrent: { needed: { torrentUrl: 'http://h/t', pluginName: 'p' }, more: {} },
  enablePlugin: { needed: { names: ['a'], enable: true }, more: {} },
  installPlugin: { needed: { sources: urls }, more: {} },
  results: { needed: { id: 1 }, more: { limit, offset: 2 } },
  start: { needed: { pattern: 'p' }, more: { category: 'all', plugins: ['a'] } },
  status: { needed: {}, more: { id: 1 } },
  stop: { needed: { id: 1 }, more: {} },
  uninstallPlugin: { needed: { names: ['a'] }, more: {} },
};

const sync: FullInputs<typeof syncEndpoints> = {
  maindata: { needed: {}, more: { rid: 1 } },
  torrentPeers: { needed: { hash }, more: { rid: 1 } },
};

const torrentCreator: FullInputs<typeof torrentCreatorEndpoints> = {
  addTask: {
    needed: { sourcePath: path },
    more: {
      format: 'v1',
      pieceSize: 16_384,
      private: true,
      comment: 'c',
      source: 's',
      trackers: urls,
      urlSeeds: urls,
      torrentFilePath: path,
      startSeeding: true,
      ignoreDotfiles: true,
      optimizeAlignment: true,
      paddedFileSizeLimit: 1,
    },
  },
  deleteTask: { needed: { taskId: 't' }, more: {} },
  status: { needed: {}, more: { taskId: 't' } },
  torrentFile: { needed: { taskId: 't' }, more: {} },
};

const ofTorrent = { needed: { hash }, more: {} };
const ofTorrents = { needed: { hashes }, more: {} };

const torrents: FullInputs<typeof torrentsEndpoints> = {
  add: {
    needed: {},
    more: {
      urls,
      files: [file],
      savePath: path,
      downloadPath: path,
      useDownloadPath: true,
      autoTmm: true,
      category: 'c',
      tags: ['a'],
      rename: 'r',
      stopped: true,
      forced: true,
      addToTopOfQueue: true,
      stopCondition: 'None',
      contentLayout: 'Original',
      skipChecking: true,
      sequentialDownload: true,
      firstLastPiecePrio: true,
      filePriorities: [1],
      uploadLimit: limit,
      downloadLimit: limit,
      ...shares,
      ...policies,
      downloader: 'p',
      cookie: 'a=b',
      ssl,
    },
  },
  addPeers: { needed: { hashes, peers: ['1.2.3.4:5'] }, more: {} },
  addTags: { needed: { hashes, tags: ['a'] }, more: {} },
  addTrackers: { needed: { hashes, urls }, more: {} },
  addWebSeeds: { needed: { hash, urls }, more: {} },
  bottomPrio: ofTorrents,
  createCategory: { needed: { category: 'c' }, more: { savePath: path, downloadPath: path } },
  createTags: { needed: { tags: ['a'] }, more: {} },
  decreasePrio: ofTorrents,
  delete: { needed: { hashes }, more: { deleteFiles: true } },
  deleteTags: { needed: { tags: ['a'] }, more: {} },
  downloadFile: { needed: { hash, file: 'f' }, more: {} },
  downloadLimit: ofTorrents,
  editCategory: { needed: { category: 'c', savePath: path }, more: { downloadPath: path } },
  editTracker: { needed: { hash, url: 'http://h/a' }, more: { newUrl: 'http://h/b', tier: 1 } },
  editWebSeed: { needed: { hash, url: 'http://h/a', newUrl: 'http://h/b' }, more: {} },
  export: ofTorrent,
  fetchMetadata: { needed: { source: 'http://h/t' }, more: { downloader: 'p' } },
  filePrio: { needed: { hash, files: [0], priority: 1 }, more: {} },
  get: ofTorrent,
  files: { needed: { hash }, more: { indexes: [0] } },
  increasePrio: ofTorrents,
  info: {
    needed: {},
    more: {
      filter: 'all',
      category: 'c',
      tag: 't',
      hashes,
      private: true,
      sort: 'name',
      reverse: true,
      limit,
      offset: 1,
      includeFiles: true,
      includeTrackers: true,
    },
  },
  parseMetadata: { needed: { files: [file] }, more: {} },
  pieceAvailability: ofTorrent,
  pieceHashes: ofTorrent,
  pieceStates: ofTorrent,
  properties: ofTorrent,
  reannounce: { needed: { hashes }, more: { trackers: urls } },
  recheck: ofTorrents,
  removeCategories: { needed: { categories: ['c'] }, more: {} },
  removeTags: { needed: { hashes, tags: ['a'] }, more: {} },
  removeTrackers: { needed: { hashes, urls }, more: {} },
  removeWebSeeds: { needed: { hash, urls }, more: {} },
  rename: { needed: { hash, name: 'n' }, more: {} },
  renameFile: { needed: { hash, oldPath: 'a', newPath: 'b' }, more: { index: 0 } },
  renameFolder: { needed: { hash, oldPath: 'a', newPath: 'b' }, more: {} },
  saveMetadata: { needed: { source: 'http://h/t' }, more: {} },
  setAutoManagement: { needed: { hashes, enabled: true }, more: {} },
  setCategory: { needed: { hashes, category: 'c' }, more: {} },
  setComment: { needed: { hashes, comment: 'c' }, more: {} },
  setDownloadLimit: { needed: { hashes, limit }, more: {} },
  setDownloadPath: { needed: { hashes, path }, more: {} },
  setForceStart: { needed: { hashes, enabled: true }, more: {} },
  setLocation: { needed: { hashes, location: path }, more: {} },
  setSavePath: { needed: { hashes, path }, more: {} },
  setShareLimits: { needed: { hashes }, more: { ...shares, ...policies } },
  setSslParameters: { needed: { hash, ...ssl }, more: {} },
  setSuperSeeding: { needed: { hashes, enabled: true }, more: {} },
  setTags: { needed: { hashes, tags: ['a'] }, more: {} },
  setUploadLimit: { needed: { hashes, limit }, more: {} },
  sslParameters: ofTorrent,
  start: ofTorrents,
  stop: ofTorrents,
  toggleFirstLastPiecePrio: ofTorrents,
  toggleSequentialDownload: ofTorrents,
  topPrio: ofTorrents,
  trackers: ofTorrent,
  uploadLimit: ofTorrents,
  webSeeds: ofTorrent,
};

const transfer: FullInputs<typeof transferEndpoints> = {
  banPeers: { needed: { peers: ['1.2.3.4:5'] }, more: {} },
  setDownloadLimit: { needed: { limit }, more: {} },
  setSpeedLimits: { needed: { upLimit: 1, dlLimit: 2, altUpLimit: 3, altDlLimit: 4 }, more: {} },
  setSpeedLimitsMode: { needed: { mode: 1 }, more: {} },
  setUploadLimit: { needed: { limit }, more: {} },
};

/** An input of every row that takes one: the keys that it needs, and those that may be left out. */
export const FULL_INPUTS: Readonly<
  Record<string, Readonly<Record<string, { readonly needed: object; readonly more: object }>>>
> = {
  app: { ...app, setPreferences: SOME_PREFERENCES },
  auth,
  clientData,
  log,
  rss,
  search,
  sync,
  torrentCreator,
  torrents,
  transfer,
};

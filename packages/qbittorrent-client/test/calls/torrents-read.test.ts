import { describe, expect, it } from 'vitest';
import * as torrents from '../../src/endpoints/torrents/index.ts';
import { caught } from '../caught.ts';
import { recordingClient } from '../recording-client.ts';
import { describeCalls, type SentCall } from '../sent-calls.ts';

const READING = {
  add: torrents.add,
  count: torrents.count,
  downloadFile: torrents.downloadFile,
  downloadLimit: torrents.downloadLimit,
  export: torrents.export,
  fetchMetadata: torrents.fetchMetadata,
  files: torrents.files,
  info: torrents.info,
  parseMetadata: torrents.parseMetadata,
  pieceAvailability: torrents.pieceAvailability,
  pieceHashes: torrents.pieceHashes,
  pieceStates: torrents.pieceStates,
  properties: torrents.properties,
  saveMetadata: torrents.saveMetadata,
  setSslParameters: torrents.setSslParameters,
  sslParameters: torrents.sslParameters,
  trackers: torrents.trackers,
  uploadLimit: torrents.uploadLimit,
  webseeds: torrents.webseeds,
};

const NONE_ADDED = '{"added_torrent_ids":[],"success_count":0,"pending_count":1,"failure_count":0}';

const PROPERTIES = {
  addition_date: 1,
  comment: '',
  completion_date: -1,
  created_by: '',
  creation_date: -1,
  dl_limit: -1,
  dl_speed: 0,
  dl_speed_avg: 0,
  eta: 8_640_000,
  last_seen: -1,
  nb_connections: 0,
  nb_connections_limit: 100,
  peers: 0,
  peers_total: 0,
  piece_size: -1,
  pieces_have: 0,
  pieces_num: -1,
  reannounce: 0,
  save_path: '/srv',
  seeding_time: 0,
  seeds: 0,
  seeds_total: 0,
  share_ratio: 0,
  time_elapsed: 0,
  total_downloaded: 0,
  total_downloaded_session: 0,
  total_size: -1,
  total_uploaded: 0,
  total_uploaded_session: 0,
  total_wasted: 0,
  up_limit: -1,
  up_speed: 0,
  up_speed_avg: 0,
};

/** A filter, and what servers before 5.0 call it. */
function filtered(filter: string, before: string): SentCall {
  return {
    name: 'torrents.info',
    call: (client) => client.torrents.info({ filter }),
    method: 'GET',
    path: 'torrents/info',
    params: { filter: before },
    version: '2.9.3',
    reply: '[]',
  };
}

describeCalls('torrents', READING, [
  {
    name: 'torrents.info',
    call: (client) => client.torrents.info(),
    method: 'GET',
    path: 'torrents/info',
    reply: '[]',
    expected: [],
  },
  {
    name: 'torrents.info',
    call: (client) =>
      client.torrents.info({
        filter: 'stopped',
        category: '',
        tag: 'a b',
        hashes: ['a1', 'b2'],
        private: true,
        sort: 'name',
        reverse: true,
        limit: 10,
        offset: -5,
        includeFiles: true,
        includeTrackers: true,
      }),
    method: 'GET',
    path: 'torrents/info',
    params: {
      filter: 'stopped',
      category: '',
      tag: 'a b',
      hashes: 'a1|b2',
      private: 'true',
      sort: 'name',
      reverse: 'true',
      limit: '10',
      offset: '-5',
      includeFiles: 'true',
      includeTrackers: 'true',
    },
    reply: '[]',
  },
  {
    name: 'torrents.info',
    call: (client) => client.torrents.info({ hashes: [] }),
    method: 'GET',
    path: 'torrents/info',
    params: { hashes: 'none' },
    reply: '[]',
  },
  filtered('stopped', 'paused'),
  filtered('running', 'resumed'),
  filtered('errored', 'errored'),
  {
    name: 'torrents.count',
    call: (client) => client.torrents.count(),
    method: 'GET',
    path: 'torrents/count',
    reply: '3',
    expected: 3,
  },
  {
    name: 'torrents.properties',
    call: (client) => client.torrents.properties({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/properties',
    params: { hash: 'a1' },
    reply: JSON.stringify(PROPERTIES),
    expected: PROPERTIES,
  },
  {
    name: 'torrents.trackers',
    call: (client) => client.torrents.trackers({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/trackers',
    params: { hash: 'a1' },
    // As old servers write it.
    reply: '[{"url":"** [DHT] **","tier":"","status":"Works","msg":"","num_peers":0}]',
    expected: [{ url: '** [DHT] **', tier: -1, status: 'Works', msg: '', num_peers: 0 }],
  },
  {
    name: 'torrents.webseeds',
    call: (client) => client.torrents.webseeds({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/webseeds',
    params: { hash: 'a1' },
    reply: '[{"url":"http://seed.test/"}]',
    expected: [{ url: 'http://seed.test/' }],
  },
  {
    name: 'torrents.files',
    call: (client) => client.torrents.files({ hash: 'a1', indexes: [0, 2] }),
    method: 'GET',
    path: 'torrents/files',
    params: { hash: 'a1', indexes: '0|2' },
    reply: '[{"name":"a/b","size":1,"progress":0.5,"priority":1}]',
    expected: [{ name: 'a/b', size: 1, progress: 0.5, priority: 1 }],
  },
  {
    name: 'torrents.downloadFile',
    call: (client) => client.torrents.downloadFile({ hash: 'a1', file: 2 }),
    method: 'GET',
    path: 'torrents/downloadFile',
    params: { hash: 'a1', file: '2' },
    reply: 'the file',
    expected: 'the file',
  },
  {
    name: 'torrents.downloadFile',
    call: (client) => client.torrents.downloadFile({ hash: 'a1', file: 'a b/c.txt' }),
    method: 'GET',
    path: 'torrents/downloadFile',
    params: { hash: 'a1', file: 'a b/c.txt' },
  },
  {
    name: 'torrents.pieceStates',
    call: (client) => client.torrents.pieceStates({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/pieceStates',
    params: { hash: 'a1' },
    reply: '[0,1,2]',
    expected: [0, 1, 2],
  },
  {
    name: 'torrents.pieceHashes',
    call: (client) => client.torrents.pieceHashes({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/pieceHashes',
    params: { hash: 'a1' },
    reply: '["f5","5a"]',
    expected: ['f5', '5a'],
  },
  {
    name: 'torrents.pieceAvailability',
    call: (client) => client.torrents.pieceAvailability({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/pieceAvailability',
    params: { hash: 'a1' },
    reply: '[0,12]',
    expected: [0, 12],
  },
  {
    name: 'torrents.downloadLimit',
    call: (client) => client.torrents.downloadLimit({ hashes: ['a1', 'b2'] }),
    method: 'POST',
    path: 'torrents/downloadLimit',
    params: { hashes: 'a1|b2' },
    reply: '{"a1":60000,"b2":-1}',
    expected: { a1: 60_000, b2: -1 },
  },
  {
    name: 'torrents.uploadLimit',
    call: (client) => client.torrents.uploadLimit({ hashes: ['a1', 'b2'] }),
    method: 'POST',
    path: 'torrents/uploadLimit',
    params: { hashes: 'a1|b2' },
    reply: '{"a1":0,"b2":20000}',
    expected: { a1: 0, b2: 20_000 },
  },
  {
    name: 'torrents.export',
    call: (client) => client.torrents.export({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/export',
    params: { hash: 'a1' },
    reply: 'd4:infoe',
    expected: 'd4:infoe',
  },
  {
    name: 'torrents.fetchMetadata',
    call: (client) =>
      client.torrents.fetchMetadata({ source: 'magnet:?xt=urn:btih:a1&dn=%26', downloader: 'x' }),
    method: 'POST',
    path: 'torrents/fetchMetadata',
    params: { source: 'magnet:?xt=urn:btih:a1&dn=%26', downloader: 'x' },
    status: 202,
    reply: '{"hash":"a1"}',
    expected: { hash: 'a1' },
  },
  {
    name: 'torrents.saveMetadata',
    call: (client) => client.torrents.saveMetadata({ source: 'a1' }),
    method: 'POST',
    path: 'torrents/saveMetadata',
    params: { source: 'a1' },
    reply: 'd4:infoe',
    expected: 'd4:infoe',
  },
  {
    name: 'torrents.parseMetadata',
    call: (client) => client.torrents.parseMetadata({ files: [new Uint8Array(3)] }),
    method: 'POST',
    path: 'torrents/parseMetadata',
    params: { torrents: '<file 1.torrent, 3 bytes>' },
    reply: '[{"hash":"a1"}]',
    expected: [{ hash: 'a1' }],
  },
  {
    name: 'torrents.parseMetadata',
    call: (client) => client.torrents.parseMetadata({ files: [new File(['abc'], 'b.torrent')] }),
    method: 'POST',
    path: 'torrents/parseMetadata',
    params: { torrents: '<file b.torrent, 3 bytes>' },
    version: '2.12.1',
    reply: '{"b.torrent":{"hash":"a1"}}',
    expected: [{ hash: 'a1' }],
  },
  {
    name: 'torrents.sslParameters',
    call: (client) => client.torrents.sslParameters({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/SSLParameters',
    params: { hash: 'a1' },
    reply: '{"ssl_certificate":"c","ssl_private_key":"k","ssl_dh_params":"d"}',
    expected: { ssl_certificate: 'c', ssl_private_key: 'k', ssl_dh_params: 'd' },
  },
  {
    name: 'torrents.setSslParameters',
    call: (client) =>
      client.torrents.setSslParameters({
        hash: 'a1',
        certificate: 'c+c',
        privateKey: 'k',
        dhParams: 'd',
      }),
    method: 'POST',
    path: 'torrents/setSSLParameters',
    params: { hash: 'a1', ssl_certificate: 'c+c', ssl_private_key: 'k', ssl_dh_params: 'd' },
  },
  {
    name: 'torrents.add',
    call: (client) =>
      client.torrents.add({
        urls: ['magnet:?xt=urn:btih:a1', 'http://tracker.test/b.torrent'],
        files: [new Blob(['abcd'])],
        savePath: '/srv/a b',
        downloadPath: '/tmp/x',
        useDownloadPath: true,
        autoTmm: false,
        category: 'films',
        tags: ['one', 'two'],
        rename: 'other',
        stopped: true,
        forced: false,
        addToTopOfQueue: true,
        stopCondition: 'FilesChecked',
        contentLayout: 'NoSubfolder',
        skipChecking: true,
        sequentialDownload: true,
        firstLastPiecePrio: true,
        filePriorities: [0, 7],
        uploadLimit: 1000,
        downloadLimit: 2000,
        ratioLimit: 1.5,
        seedingTimeLimit: 60,
        inactiveSeedingTimeLimit: -1,
        shareLimitAction: 'Remove',
        shareLimitsMode: 'MatchAll',
        downloader: 'plugin',
        cookie: 'a=b',
        ssl: { certificate: 'c', privateKey: 'k', dhParams: 'd' },
      }),
    method: 'POST',
    path: 'torrents/add',
    params: {
      urls: 'magnet:?xt=urn:btih:a1\nhttp://tracker.test/b.torrent',
      torrents: '<file 1.torrent, 4 bytes>',
      savepath: '/srv/a b',
      downloadPath: '/tmp/x',
      useDownloadPath: 'true',
      autoTMM: 'false',
      category: 'films',
      tags: 'one,two',
      rename: 'other',
      stopped: 'true',
      paused: 'true',
      forced: 'false',
      addToTopOfQueue: 'true',
      stopCondition: 'FilesChecked',
      contentLayout: 'NoSubfolder',
      root_folder: 'false',
      skip_checking: 'true',
      seedMode: 'true',
      sequentialDownload: 'true',
      firstLastPiecePrio: 'true',
      filePriorities: '0,7',
      upLimit: '1000',
      dlLimit: '2000',
      ratioLimit: '1.5',
      seedingTimeLimit: '60',
      inactiveSeedingTimeLimit: '-1',
      shareLimitAction: 'Remove',
      shareLimitsMode: 'MatchAll',
      downloader: 'plugin',
      cookie: 'a=b',
      ssl_certificate: 'c',
      ssl_private_key: 'k',
      ssl_dh_params: 'd',
    },
    status: 202,
    reply: NONE_ADDED,
    expected: { added: [], succeeded: 0, pending: 1, failed: 0 },
  },
  {
    name: 'torrents.add',
    call: (client) => client.torrents.add({ urls: ['a1'], contentLayout: 'Subfolder' }),
    method: 'POST',
    path: 'torrents/add',
    params: { urls: 'a1', contentLayout: 'Subfolder', root_folder: 'true' },
    version: '2.6.0',
    reply: 'Ok.',
    expected: { added: [], succeeded: 1, pending: 0, failed: 0 },
  },
]);

describe('torrents.add', () => {
  it.each([
    [200, 'Fails.'],
    [409, 'Conflict'],
  ])('fails in one way when nothing was added: %i %s', async (status, body) => {
    const headers = { 'content-type': 'text/plain' };
    const { client } = recordingClient('2.15.1', () => ({ status, headers, body }));
    const error = await caught(client.torrents.add({ urls: ['a1'] }));
    expect(error).toMatchObject({ code: 'QBT_CONFLICT', status });
  });

  it('tells what became of each when only some were added', async () => {
    const body =
      '{"added_torrent_ids":["a1"],"success_count":1,"pending_count":0,"failure_count":2}';
    const { client } = recordingClient('2.15.1', () => ({ status: 200, headers: {}, body }));
    expect(await client.torrents.add({ urls: ['a1', 'b2', 'c3'] })).toEqual({
      added: ['a1'],
      succeeded: 1,
      pending: 0,
      failed: 2,
    });
  });

  it('does not believe a page of somebody else', async () => {
    const body = '<html></html>';
    const { client } = recordingClient('2.15.1', () => ({ status: 200, headers: {}, body }));
    const error = await caught(client.torrents.add({ urls: ['a1'] }));
    expect(error.code).toBe('QBT_UNEXPECTED_RESPONSE');
  });

  it('gives no two files the same name, as qBittorrent would take one of them', async () => {
    const reply = { status: 200, headers: {}, body: 'Ok.' };
    const { client, requests } = recordingClient('2.8.19', () => reply);
    const files = ['one', 'three', 'other'].map((text) => new File([text], 'a.torrent'));
    await client.torrents.add({ files: [...files, new Blob(['no name'])] });
    const [sent] = requests;
    if (!(sent?.body instanceof FormData)) throw new Error('No form');
    const sentFiles = sent.body
      .getAll('torrents')
      .map((file) => (file instanceof File ? file : new File([], 'none')));
    expect(sentFiles.map(({ name }) => name)).toEqual([
      'a.torrent',
      '2-a.torrent',
      '3-a.torrent',
      '4.torrent',
    ]);
    expect(await Promise.all(sentFiles.map((file) => file.text()))).toEqual([
      'one',
      'three',
      'other',
      'no name',
    ]);
  });
});

import { describe, expect, test } from 'vitest';
import * as torrents from '../../src/endpoints/torrents/index.ts';
import { caught } from '../caught.ts';
import { HASHES } from '../hashes.ts';
import { recordingClient } from '../recording-client.ts';
import { describeCalls } from '../sent-calls.ts';

const ADDING_AND_DELETING = {
  add: torrents.add,
  delete: torrents.delete,
};

const HASH = 'a'.repeat(40);
const NONE_ADDED = '{"added_torrent_ids":[],"success_count":0,"pending_count":1,"failure_count":0}';

describeCalls('torrents', ADDING_AND_DELETING, [
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
    call: (client) => client.torrents.add({ urls: [HASH], contentLayout: 'Subfolder' }),
    method: 'POST',
    path: 'torrents/add',
    params: { urls: HASH, contentLayout: 'Subfolder', root_folder: 'true' },
    version: '2.6.0',
    reply: 'Ok.',
    expected: { added: [HASH], succeeded: 1, pending: 0, failed: 0 },
  },
  {
    name: 'torrents.delete',
    call: (client) => client.torrents.delete({ hashes: HASHES, deleteFiles: true }),
    method: 'POST',
    path: 'torrents/delete',
    params: { hashes: 'a1|b2', deleteFiles: 'true' },
  },
  {
    name: 'torrents.delete',
    call: (client) => client.torrents.delete({ hashes: HASHES }),
    method: 'POST',
    path: 'torrents/delete',
    params: { hashes: 'a1|b2', deleteFiles: 'false' },
  },
]);

describe('torrents.add', () => {
  test.each([
    [200, 'Fails.'],
    [409, 'Conflict'],
  ])('torrents.add fails in one way when nothing was added: %i %s', async (status, body) => {
    const headers = { 'content-type': 'text/plain' };
    const { client } = recordingClient('2.15.1', () => ({ status, headers, body }));
    const error = await caught(client.torrents.add({ urls: ['a1'] }));
    expect(error).toMatchObject({ code: 'QBT_CONFLICT', status });
  });

  test('torrents.add reports the outcome of each when only some were added', async () => {
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

  test('torrents.add does not accept a page from another server as a success', async () => {
    const body = '<html></html>';
    const { client } = recordingClient('2.15.1', () => ({ status: 200, headers: {}, body }));
    const error = await caught(client.torrents.add({ urls: ['a1'] }));
    expect(error.code).toBe('QBT_UNEXPECTED_RESPONSE');
  });

  test('torrents.add never gives two files the same name, since qBittorrent would take only one of them', async () => {
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

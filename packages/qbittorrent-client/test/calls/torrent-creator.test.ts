import { expect, test } from 'vitest';
import type { QBittorrentClient } from '../../src/core.ts';
import * as torrentCreator from '../../src/endpoints/torrent-creator/index.ts';
import { caught } from '../caught.ts';
import { recordingClient } from '../recording-client.ts';
import { describeCalls } from '../sent-calls.ts';

const TASK = {
  taskID: 't1',
  sourcePath: '/data/a',
  status: 'Running',
  pieceSize: 0,
  private: false,
  progress: 12,
};

describeCalls('torrentcreator', torrentCreator, [
  {
    name: 'torrentCreator.addTask',
    call: (client) =>
      client.torrentCreator.addTask({
        sourcePath: '/data/a',
        format: 'v2',
        pieceSize: 65_536,
        private: true,
        comment: 'one & two',
        source: 'us',
        trackers: ['https://a.org/announce', '', 'https://b.org/announce'],
        urlSeeds: ['https://a.org/a', 'https://b.org/a'],
        torrentFilePath: '/data/a.torrent',
        startSeeding: false,
        ignoreDotfiles: true,
        optimizeAlignment: false,
        paddedFileSizeLimit: 1024,
      }),
    method: 'POST',
    path: 'torrentcreator/addTask',
    params: {
      sourcePath: '/data/a',
      format: 'v2',
      pieceSize: '65536',
      private: 'true',
      comment: 'one & two',
      source: 'us',
      trackers: 'https://a.org/announce||https://b.org/announce',
      urlSeeds: 'https://a.org/a|https://b.org/a',
      torrentFilePath: '/data/a.torrent',
      startSeeding: 'false',
      ignoreDotfiles: 'true',
      optimizeAlignment: 'false',
      paddedFileSizeLimit: '1024',
    },
    reply: '{"taskID":"t1"}',
    expected: { taskID: 't1' },
  },
  ...[
    ['2.11.4', 'http://a/%20', 'http://a/%7C+|http://b/'],
    ['2.15.1', 'http://a/%2520', 'http://a/%257C+|http://b/'],
  ].map(([version = '', trackers = '', urlSeeds = '']) => ({
    name: 'torrentCreator.addTask',
    call: (client: QBittorrentClient) =>
      client.torrentCreator.addTask({
        sourcePath: '/data/a',
        trackers: ['http://a/%20'],
        urlSeeds: ['http://a/%7C+', 'http://b/'],
      }),
    method: 'POST' as const,
    path: 'torrentcreator/addTask',
    params: { sourcePath: '/data/a', trackers, urlSeeds },
    version,
    reply: '{"taskID":"t1"}',
  })),
  {
    name: 'torrentCreator.addTask',
    call: (client) => client.torrentCreator.addTask({ sourcePath: '/data/a' }),
    method: 'POST',
    path: 'torrentcreator/addTask',
    params: { sourcePath: '/data/a' },
    reply: '{"taskID":"t1"}',
  },
  {
    name: 'torrentCreator.status',
    call: (client) => client.torrentCreator.status(),
    method: 'GET',
    path: 'torrentcreator/status',
    version: '2.15.1',
    reply: JSON.stringify([
      {
        ...TASK,
        timeAdded: 'Sat Nov 21 03:05:25 2026',
        timeStarted: 'Sun Feb 1 23:59:59 2026',
      },
    ]),
    expected: [
      {
        ...TASK,
        timeAdded: new Date(2026, 10, 21, 3, 5, 25).getTime() / 1000,
        timeStarted: new Date(2026, 1, 1, 23, 59, 59).getTime() / 1000,
      },
    ],
  },
  {
    name: 'torrentCreator.status',
    call: (client) => client.torrentCreator.status({ taskId: 't1' }),
    method: 'GET',
    path: 'torrentcreator/status',
    params: { taskID: 't1' },
    reply: JSON.stringify([{ ...TASK, timeAdded: 1_795_230_325, ignoreDotfiles: true }]),
    expected: [{ ...TASK, timeAdded: 1_795_230_325, ignoreDotfiles: true }],
  },
  {
    name: 'torrentCreator.torrentFile',
    call: (client) => client.torrentCreator.torrentFile({ taskId: 't1' }),
    method: 'GET',
    path: 'torrentcreator/torrentFile',
    params: { taskID: 't1' },
    reply: 'd4:infoe',
    expected: 'd4:infoe',
  },
  {
    name: 'torrentCreator.deleteTask',
    call: (client) => client.torrentCreator.deleteTask({ taskId: 't1' }),
    method: 'POST',
    path: 'torrentcreator/deleteTask',
    params: { taskID: 't1' },
    expected: undefined,
  },
]);

test('torrentCreator.status does not accept an invalid time', async () => {
  const body = JSON.stringify([{ ...TASK, timeAdded: 'soon' }]);
  const { client } = recordingClient('2.15.1', () => ({ status: 200, headers: {}, body }));
  const error = await caught(client.torrentCreator.status());
  expect(error.code).toBe('QBT_UNEXPECTED_RESPONSE');
  expect(error.message).toContain('0.timeAdded');
});

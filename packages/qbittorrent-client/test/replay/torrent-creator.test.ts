import { expect } from 'vitest';
import type { RecordedVersion } from '../recorded-exchange.ts';
import { replay } from '../replay.ts';

const TASKS: Readonly<Record<RecordedVersion, string>> = {
  // It has no torrent creator.
  '4.5.2': 'x',
  '5.1.4': '30438e14-2d9d-4582-b2b3-c579ef9fd922',
  '5.2.3': '8b8c9be7-3d0d-4735-bb33-683afc69cf90',
};

replay([
  {
    exchange: 'creator-add',
    call: (client) =>
      client.torrentCreator.addTask({
        sourcePath: '/srv/qbt/rec/seeddata/multi',
        format: 'hybrid',
        private: true,
        comment: 'made',
        trackers: ['http://127.0.0.1:23300/announce'],
      }),
    unsupported: ['4.5.2'],
    check: (result, version) => expect(result).toEqual({ taskID: TASKS[version] }),
  },
  {
    exchange: 'creator-status',
    call: (client) => client.torrentCreator.status(),
    unsupported: ['4.5.2'],
    check: (result, version) => {
      const failed = { status: 'Failed', pieceSize: 0, errorMessage: expect.any(String) };
      const seconds = version === '5.1.4' ? [14, 46] : [5, 25];
      const [minute = 0, second = 0] = seconds;
      const time = new Date(2026, 10, 21, 3, minute, second).getTime() / 1000;
      expect(result).toEqual([
        {
          taskID: TASKS[version],
          sourcePath: '/srv/qbt/rec/seeddata/multi',
          comment: 'made',
          format: 'hybrid',
          private: true,
          trackers: ['http://127.0.0.1:23300/announce'],
          urlSeeds: [''],
          timeAdded: time,
          timeStarted: time,
          timeFinished: time,
          ...(version === '5.1.4' ? failed : { status: 'Finished', pieceSize: 16_384 }),
        },
      ]);
    },
  },
  {
    exchange: 'creator-file',
    call: (client, version) => client.torrentCreator.torrentFile({ taskId: TASKS[version] }),
    unsupported: ['4.5.2'],
    code: { '5.1.4': 'QBT_CONFLICT' },
    check: (result) => expect(result).toBeInstanceOf(ReadableStream),
  },
  {
    exchange: 'creator-delete',
    call: (client, version) => client.torrentCreator.deleteTask({ taskId: TASKS[version] }),
    unsupported: ['4.5.2'],
  },
  {
    exchange: 'creator-status-404',
    call: (client) => client.torrentCreator.status({ taskId: 'nope' }),
    unsupported: ['4.5.2'],
    code: 'QBT_NOT_FOUND',
  },
]);

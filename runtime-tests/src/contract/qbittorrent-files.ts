import assert from 'node:assert/strict';
import {
  infoHashesOf,
  QBittorrentClient,
  type TransferProgress,
} from '@portkeep/qbittorrent-client';
import type { ContractCase } from '../contract-case.ts';

const SIZE = 2_000_000;

export const QBITTORRENT_FILES: readonly ContractCase[] = [
  {
    name: 'uploads a torrent as a form of a known length',
    async run(stage) {
      const { baseUrl } = await stage.order('start-file-server', { size: SIZE });
      const client = new QBittorrentClient({ baseUrl });
      const file = new File([new Uint8Array(SIZE)], 'a.torrent');
      const result = await client.torrents.add(
        { files: [file], stopped: true },
        { onProgress: () => undefined },
      );
      assert.deepEqual(result.added, ['a1']);
      const { received, contentLength } = await stage.order('look-at-file-server', null);
      assert.match(received, /filename="a\.torrent"/);
      assert.match(received, /name="stopped"\r\n\r\ntrue/);
      assert.ok(received.length > SIZE);
      assert.equal(contentLength, String(received.length));
    },
  },
  {
    name: 'computes the hashes of a torrent, from a Blob and from bytes',
    async run() {
      const info = 'd9:file treede12:meta versioni2e4:name1:a6:pieces0:e';
      const file = new TextEncoder().encode(`d4:info${info}e`);
      for (const torrent of [file, new Blob([file])]) {
        assert.deepEqual(await infoHashesOf(torrent), {
          hash: '375424149e690efd99cb389e238e5f9cf889a415',
          v1: 'cd24a25771eede9196b1ec1e17e2751821275c41',
          v2: '375424149e690efd99cb389e238e5f9cf889a415e041c318cb75da9410bbfeed',
        });
      }
    },
  },
  {
    name: 'downloads a torrent piece by piece and reports the progress',
    async run(stage) {
      const { baseUrl } = await stage.order('start-file-server', { size: SIZE });
      const client = new QBittorrentClient({ baseUrl });
      const progress: TransferProgress[] = [];
      const stream = await client.torrents.export(
        { hash: 'a1' },
        { onProgress: (step) => progress.push(step) },
      );
      const reader = stream.getReader();
      let pieces = 0;
      let bytes = 0;
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        pieces += 1;
        bytes += part.value.length;
      }
      assert.equal(bytes, SIZE);
      assert.ok(pieces > 1);
      assert.deepEqual(progress.at(-1), {
        direction: 'download',
        transferredBytes: SIZE,
        totalBytes: SIZE,
      });
    },
  },
];

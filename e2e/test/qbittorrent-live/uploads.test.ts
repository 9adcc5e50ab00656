import { nodeTransport } from '@portkeep/http/node';
import { kyTransport, type TransferProgress } from '@portkeep/qbittorrent-client';
import { expect, test } from 'vitest';
import { waitUntil } from '../../src/wait-until.ts';
import { describeLive } from './live.ts';
import { makeTorrent, torrentOf } from './torrent.ts';

/** Has enough pieces for a .torrent file that is sent in several steps. */
const CONTENT = Buffer.alloc(64 * 1024 * 1024);

describeLive('an upload', (live) => {
  test.each([
    ['kyTransport', kyTransport()],
    ['nodeTransport', nodeTransport()],
  ])('over %s is accepted and reports its progress', async (name, transport) => {
    const client = live.another({ transport });
    const { hash, file } = makeTorrent(`${name}.bin`, CONTENT);
    const steps: TransferProgress[] = [];
    await client.torrents.add(
      { files: [file], stopped: true },
      { onProgress: (step) => steps.push(step) },
    );
    await waitUntil('it is listed', () => torrentOf(client, hash));
    const uploads = steps.filter(({ direction }) => direction === 'upload');
    expect(uploads.length).toBeGreaterThan(1);
    const last = uploads.at(-1);
    expect(last?.transferredBytes).toBeGreaterThan(file.size);
    expect(last?.transferredBytes).toBe(last?.totalBytes);
  });

  test('of 15 files, one of which is no torrent, is refused with the name of that one', async () => {
    const files = Array.from({ length: 15 }, (_, index) => makeTorrent(`${index}.bin`).file);
    const odd = new File(['no torrent'], "it's (9) — ünïcode.torrent");
    const refusal = {
      code: 'QBT_BAD_REQUEST',
      status: 415,
      message: expect.stringContaining("'it's (9) — ünïcode.torrent'"),
    };
    const { torrents } = live.client;
    const mixed = files.with(8, odd);
    await expect(torrents.add({ files: mixed, stopped: true })).rejects.toMatchObject(refusal);
    if (live.atLeast('5.2')) {
      await expect(torrents.parseMetadata({ files: mixed })).rejects.toMatchObject(refusal);
    }
  });
});

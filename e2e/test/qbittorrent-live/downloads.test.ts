import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { waitUntil } from '../../src/wait-until.ts';
import { describeLive } from './live.ts';
import { addTorrent, bytesOf, infoHashOf, makeTorrent, torrentOf } from './torrent.ts';

describeLive('downloads', (live) => {
  beforeAll(() => live.hurry());

  test('a torrent is exported as it was added', async () => {
    const made = makeTorrent('exported.bin');
    await addTorrent(live.client, made);
    const exported = await bytesOf(await live.client.torrents.export({ hash: made.hash }));
    expect(exported.includes(made.name)).toBe(true);
    // What comes before and after `info` differs between the versions.
    const copy = new File([new Uint8Array(exported)], 'copy.torrent');
    await live.client.torrents.delete({ hashes: [made.hash] });
    await waitUntil('it is gone', async () => !(await torrentOf(live.client, made.hash)));
    await addTorrent(live.client, { ...made, file: copy });
    expect(await live.client.torrents.files({ hash: made.hash })).toMatchObject([
      { name: made.name, size: made.content.length },
    ]);
    expect(infoHashOf(exported)).toBe(made.hash);
    await expect(live.client.torrents.export({ hash: 'a'.repeat(40) })).rejects.toMatchObject({
      code: 'QBT_NOT_FOUND',
    });
  });

  test('a file whose data is on disk is checked and downloaded completely', async () => {
    const content = Buffer.alloc(300_000, 'One text that is repeated. ');
    const made = makeTorrent('whole.bin', content);
    const savePath = temporaryFolder();
    await addTorrent(live.client, made, { savePath });
    const { torrents } = live.client;
    const isComplete = async () => (await torrentOf(live.client, made.hash))?.progress === 1;
    expect(await isComplete()).toBe(false);
    if (live.atLeast('5.3')) {
      await expect(torrents.downloadFile({ hash: made.hash, file: 0 })).rejects.toMatchObject({
        code: 'QBT_CONFLICT',
      });
    }
    writeFileSync(join(savePath, made.name), content);
    await torrents.recheck({ hashes: [made.hash] });
    await waitUntil('it is complete', isComplete);
    expect(new Set(await torrents.pieceStates({ hash: made.hash }))).toEqual(new Set([2]));

    const call = torrents.downloadFile({ hash: made.hash, file: 0 });
    if (!live.atLeast('5.3')) {
      await expect(call).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
      return;
    }
    expect((await bytesOf(await call)).equals(content)).toBe(true);
    let transferred = 0;
    const stream = await torrents.downloadFile(
      { hash: made.hash, file: made.name },
      {
        onProgress: ({ transferredBytes }) => {
          transferred = transferredBytes;
        },
      },
    );
    expect((await bytesOf(stream)).equals(content)).toBe(true);
    expect(transferred).toBe(content.length);
    await expect(torrents.downloadFile({ hash: made.hash, file: 1 })).rejects.toMatchObject({
      code: 'QBT_CONFLICT',
    });
  });
});

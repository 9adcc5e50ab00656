import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { waitUntil } from '../../src/wait-until.ts';
import { describeLive } from './live.ts';
import { bytesOf, torrentOf } from './torrent.ts';

describeLive('the torrent creator', (live) => {
  if (!live.atLeast('5.0')) {
    test('the torrent creator is reported as missing', async () => {
      const { torrentCreator } = live.client;
      const unsupported = { code: 'QBT_UNSUPPORTED' };
      await expect(torrentCreator.status()).rejects.toMatchObject(unsupported);
      await expect(torrentCreator.addTask({ sourcePath: '/tmp' })).rejects.toMatchObject(
        unsupported,
      );
    });
    return;
  }

  test('the torrent creator makes a torrent of a folder, which can be downloaded', async () => {
    const { torrentCreator, torrents } = live.client;
    const sourcePath = join(temporaryFolder(), 'The folder');
    mkdirSync(sourcePath);
    writeFileSync(join(sourcePath, 'one.bin'), 'one');
    writeFileSync(join(sourcePath, 'two.bin'), 'two');
    const { taskID: taskId } = await torrentCreator.addTask({
      sourcePath,
      format: 'v1',
      private: true,
      comment: 'A comment, with ü & +',
      trackers: ['http://127.0.0.1:1/announce'],
      startSeeding: false,
    });
    const task = await waitUntil('it is made', async () => {
      const [found] = await torrentCreator.status({ taskId });
      return found?.status === 'Finished' && found;
    });
    expect(task).toMatchObject({ sourcePath, format: 'v1', private: true });
    expect(Math.abs(Date.now() / 1000 - task.timeAdded)).toBeLessThan(600);
    expect(task.timeFinished).toBeGreaterThanOrEqual(task.timeAdded);

    const bytes = await bytesOf(await torrentCreator.torrentFile({ taskId }));
    for (const word of ['one.bin', 'two.bin', 'The folder', 'A comment, with ü & +']) {
      expect(bytes.includes(word)).toBe(true);
    }
    const file = new File([new Uint8Array(bytes)], 'made.torrent');
    await torrents.add({ files: [file], stopped: true });
    const [torrent] = await waitUntil('it is added', async () => {
      const all = await torrents.info();
      return all.length > 0 && all;
    });
    expect(torrent).toMatchObject({ name: 'The folder', size: 6 });
    const hash = torrent?.hash ?? '';
    await torrents.renameFolder({ hash, oldPath: 'The folder', newPath: 'Other' });
    await waitUntil('the folder is renamed', async () => {
      const files = await torrents.files({ hash });
      return files.every(({ name }) => name.startsWith('Other/'));
    });
    expect(await torrentOf(live.client, hash)).toMatchObject({ private: true });

    await torrentCreator.deleteTask({ taskId });
    await expect(torrentCreator.status({ taskId })).rejects.toMatchObject({
      code: 'QBT_NOT_FOUND',
    });
  });

  test('the torrent creator reports what it cannot make', async () => {
    const { torrentCreator } = live.client;
    const { taskID: taskId } = await torrentCreator.addTask({ sourcePath: '/no/such/place' });
    const task = await waitUntil('it failed', async () => {
      const [found] = await torrentCreator.status({ taskId });
      return found?.status === 'Failed' && found;
    });
    expect(task.errorMessage).not.toBe('');
    await expect(torrentCreator.torrentFile({ taskId })).rejects.toMatchObject({
      code: 'QBT_CONFLICT',
    });
    await expect(torrentCreator.torrentFile({ taskId: 'none' })).rejects.toMatchObject({
      code: 'QBT_NOT_FOUND',
    });
  });
});

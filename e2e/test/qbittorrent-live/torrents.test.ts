import { beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../../src/wait-until.ts';
import { describeLive } from './live.ts';
import { addTorrent, makeTorrent, torrentOf } from './torrent.ts';

describeLive('torrents', (live) => {
  beforeAll(() => live.hurry());

  test('torrents are added from a file, stopped, started, renamed and deleted', async () => {
    const { torrents } = live.client;
    const made = makeTorrent('a torrent.bin');
    const hashes = [made.hash];
    const reply = await torrents.add({ files: [made.file], stopped: true, tags: ['one', 'two'] });
    expect(reply).toEqual({ added: [made.hash], succeeded: 1, pending: 0, failed: 0 });

    const stopped = await waitUntil('it is stopped', () =>
      inState(made.hash, /^(stopp|paus)edDL$/),
    );
    expect(stopped).toMatchObject({ name: made.name, size: made.content.length, progress: 0 });
    expect(await names('stopped')).toEqual([made.name]);
    expect(await names('running')).toEqual([]);

    await torrents.start({ hashes });
    await waitUntil('it is started', () => inState(made.hash, /^(stalledDL|downloading)$/));
    expect(await names('running')).toEqual([made.name]);
    await torrents.stop({ hashes: 'all' });
    await waitUntil('it is stopped again', () => inState(made.hash, /^(stopp|paus)edDL$/));

    await torrents.rename({ hash: made.hash, name: 'Ein schöner & neuer Name +1' });
    expect((await torrentOf(live.client, made.hash))?.name).toBe('Ein schöner & neuer Name +1');
    await torrents.renameFile({ hash: made.hash, oldPath: made.name, newPath: 'new.bin' });
    await waitUntil('the file is renamed', async () => {
      return (await torrents.files({ hash: made.hash }))[0]?.name === 'new.bin';
    });

    await torrents.delete({ hashes, deleteFiles: true });
    await waitUntil('it is gone', async () => (await torrents.info()).length === 0);
    await expect(torrents.properties({ hash: made.hash })).rejects.toMatchObject({
      code: 'QBT_NOT_FOUND',
    });
  });

  test('adding a torrent that is already there is a conflict', async () => {
    const made = makeTorrent('twice.bin');
    const { torrents } = live.client;
    await addTorrent(live.client, made);
    await expect(torrents.add({ files: [made.file] })).rejects.toMatchObject({
      code: 'QBT_CONFLICT',
    });
    const other = makeTorrent('once.bin');
    const reply = await torrents.add({ files: [made.file, other.file], stopped: true });
    if (live.atLeast('5.2')) {
      expect(reply).toEqual({ added: [other.hash], succeeded: 1, pending: 0, failed: 1 });
    }
    await waitUntil('the other one is listed', () => torrentOf(live.client, other.hash));
  });

  test('adding a file that is not a torrent is a bad request', async () => {
    const files = [new File(['no torrent'], 'no.torrent')];
    await expect(live.client.torrents.add({ files })).rejects.toMatchObject({
      code: 'QBT_BAD_REQUEST',
      status: 415,
    });
  });

  test('a torrent is added from a magnet link', async () => {
    const { hash } = makeTorrent('magnet.bin');
    await live.client.torrents.add({ urls: [`magnet:?xt=urn:btih:${hash}&dn=by+magnet`] });
    const torrent = await waitUntil('it is listed', () => torrentOf(live.client, hash));
    expect(torrent).toMatchObject({ name: 'by magnet', hash });
    await expect(live.client.torrents.export({ hash })).rejects.toMatchObject({
      code: 'QBT_CONFLICT',
    });
  });

  test('torrents have limits, a location and a place in the queue', async () => {
    const { torrents } = live.client;
    const made = makeTorrent('limits.bin');
    const hashes = [made.hash];
    await addTorrent(live.client, made, { downloadLimit: 2048 });
    await torrents.setUploadLimit({ hashes, limit: 4096 });
    expect(await torrents.uploadLimit({ hashes })).toEqual({ [made.hash]: 4096 });
    expect(await torrents.downloadLimit({ hashes })).toEqual({ [made.hash]: 2048 });
    await torrents.setShareLimits({ hashes, ratioLimit: 2.5, seedingTimeLimit: 60 });
    await torrents.topPrio({ hashes });
    await torrents.setForceStart({ hashes, enabled: true });
    await torrents.toggleSequentialDownload({ hashes });
    const location = `${await live.client.app.defaultSavePath()}/elsewhere`;
    await torrents.setLocation({ hashes, location });
    const wanted = { ratio_limit: 2.5, seeding_time_limit: 60, force_start: true, seq_dl: true };
    await waitUntil('all is as asked', async () => {
      const torrent = await torrentOf(live.client, made.hash);
      return torrent?.save_path === location && torrent.force_start;
    });
    expect(await torrentOf(live.client, made.hash)).toMatchObject(wanted);
    expect(await torrents.pieceHashes({ hash: made.hash })).toHaveLength(1);
    expect((await torrents.properties({ hash: made.hash })).save_path).toBe(location);
  });

  async function inState(hash: string, state: RegExp) {
    const torrent = await torrentOf(live.client, hash);
    return torrent !== undefined && state.test(torrent.state) && torrent;
  }

  async function names(filter: string): Promise<string[]> {
    return (await live.client.torrents.info({ filter })).map(({ name }) => name);
  }
});

import { expect, test } from 'vitest';
import { describeLive } from './live.ts';
import { addTorrent, makeTorrent, torrentOf } from './torrent.ts';
import { countOf, watchedTransport } from './watched-transport.ts';

describeLive('tags', (live) => {
  test('tags are created, assigned, removed from torrents and deleted', async () => {
    const { torrents } = live.client;
    const made = makeTorrent('tagged.bin');
    const hashes = [made.hash];
    await addTorrent(live.client, made);
    await torrents.createTags({ tags: ['linux', 'ä & b'] });
    expect([...(await torrents.tags())].sort()).toEqual(['linux', 'ä & b']);

    await torrents.addTags({ hashes, tags: ['linux', 'iso', 'ä & b'] });
    expect(await tagsOf(made.hash)).toEqual(['iso', 'linux', 'ä & b']);
    expect(await torrents.info({ tag: 'iso' })).toHaveLength(1);
    expect(await torrents.info({ tag: '' })).toHaveLength(0);
    await torrents.removeTags({ hashes, tags: ['iso'] });
    expect(await tagsOf(made.hash)).toEqual(['linux', 'ä & b']);
    await expect(torrents.removeTags({ hashes, tags: [] })).rejects.toMatchObject({
      code: 'QBT_BAD_REQUEST',
    });
    await torrents.deleteTags({ tags: ['ä & b'] });
    expect(await tagsOf(made.hash)).toEqual(['linux']);
    await torrents.removeTags({ hashes: 'all', tags: 'all' });
    expect(await tagsOf(made.hash)).toEqual([]);
    expect([...(await torrents.tags())].sort()).toEqual(['iso', 'linux']);
  });

  test('all tags of a torrent are set at once since 5.1', async () => {
    const made = makeTorrent('set.bin');
    await addTorrent(live.client, made, { tags: ['old'] });
    const { transport, sent } = watchedTransport();
    const client = live.another({ transport });
    await client.session.getWebApiVersion();
    sent.length = 0;
    const call = client.torrents.setTags({ hashes: [made.hash], tags: ['new', 'newer'] });
    if (live.atLeast('5.1')) {
      await call;
      expect(await tagsOf(made.hash)).toEqual(['new', 'newer']);
    } else {
      await expect(call).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
      expect(countOf(sent, 'app/webapiVersion')).toBe(sent.length);
    }
  });

  async function tagsOf(hash: string): Promise<string[]> {
    const { tags = '' } = (await torrentOf(live.client, hash)) ?? {};
    return tags === '' ? [] : tags.split(', ').sort();
  }
});

describeLive('categories', (live) => {
  test('categories are created, changed, assigned and removed', async () => {
    const { torrents } = live.client;
    const made = makeTorrent('sorted.bin');
    const hashes = [made.hash];
    await addTorrent(live.client, made);
    await torrents.createCategory({ category: 'linux', savePath: '/tmp/linux & more' });
    await expect(torrents.createCategory({ category: 'linux' })).rejects.toMatchObject({
      code: 'QBT_CONFLICT',
    });
    await torrents.createCategory({ category: 'other', downloadPath: '/tmp/unfinished' });
    expect(await torrents.categories()).toMatchObject({
      linux: { name: 'linux', savePath: '/tmp/linux & more' },
      other: { name: 'other', savePath: '', download_path: '/tmp/unfinished' },
    });

    await torrents.setCategory({ hashes, category: 'linux' });
    expect(await torrents.info({ category: 'linux' })).toHaveLength(1);
    await expect(torrents.setCategory({ hashes, category: 'none' })).rejects.toMatchObject({
      code: 'QBT_CONFLICT',
    });
    await torrents.editCategory({ category: 'linux', savePath: '/tmp/moved', downloadPath: true });
    await torrents.editCategory({ category: 'other', savePath: '/tmp/other', downloadPath: false });
    expect(await torrents.categories()).toMatchObject({
      linux: { savePath: '/tmp/moved', download_path: '' },
      other: { savePath: '/tmp/other', download_path: false },
    });
    await expect(torrents.editCategory({ category: 'no', savePath: '' })).rejects.toMatchObject({
      code: live.atLeast('5.2') ? 'QBT_NOT_FOUND' : 'QBT_CONFLICT',
    });

    await torrents.removeCategories({ categories: ['linux', 'not there'] });
    expect(Object.keys(await torrents.categories())).toEqual(['other']);
    expect((await torrentOf(live.client, made.hash))?.category).toBe('');
  });
});

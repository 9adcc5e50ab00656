import { isRssFeed, type RssItem } from '@portkeep/qbittorrent-client';
import { expect, test } from 'vitest';
import { waitUntil } from '../../src/wait-until.ts';
import { startFeed } from './feed.ts';
import { describeLive } from './live.ts';

describeLive('feeds', (live) => {
  test('feeds and folders are added, read, moved and removed', async () => {
    const { rss, app } = live.client;
    const url = await startFeed();
    await app.setPreferences({ rss_processing_enabled: true, rss_fetch_delay: 0 });
    await rss.addFolder({ path: 'Folder' });
    await expect(rss.addFolder({ path: 'Folder' })).rejects.toMatchObject({ code: 'QBT_CONFLICT' });
    await rss.addFeed({ url, path: 'Folder\\Feed' });
    await expect(rss.addFeed({ url })).rejects.toMatchObject({ code: 'QBT_CONFLICT' });
    expect(feedIn(await rss.items(), 'Folder', 'Feed')).toMatchObject({ url });

    const loaded = () =>
      waitUntil('the articles are there', async () => {
        const found = feedIn(await rss.items({ withData: true }), 'Folder', 'Feed');
        return found?.articles?.length === 2 && found.isLoading === false && found;
      });
    // Not while it is loading: that would be an error of the feed.
    await loaded();
    await rss.refreshItem({ itemPath: 'Folder' });
    const feed = await loaded();
    expect(feed).toMatchObject({ title: 'The feed', hasError: false });
    const article = feed.articles?.find(({ title }) => title === 'linux one');
    expect(article).toMatchObject({ torrentURL: 'http://127.0.0.1:1/linux%20one.torrent' });
    await rss.markAsRead({ itemPath: 'Folder\\Feed', articleId: article?.id });
    const read = feedIn(await rss.items({ withData: true }), 'Folder', 'Feed')?.articles;
    expect(read?.filter(({ isRead }) => isRead).map(({ title }) => title)).toEqual(['linux one']);

    await rss.moveItem({ itemPath: 'Folder\\Feed', destPath: 'Moved' });
    expect(await rss.items()).toMatchObject({ Folder: {}, Moved: { url } });
    await rss.removeItem({ path: 'Folder' });
    expect(Object.keys(await rss.items())).toEqual(['Moved']);
    await expect(rss.removeItem({ path: 'Folder' })).rejects.toMatchObject({
      code: 'QBT_CONFLICT',
    });
  });

  test('a feed with an article that has no link is read', async () => {
    const { rss, app } = live.client;
    await app.setPreferences({ rss_processing_enabled: true });
    const url = await startFeed('<item><title>No link</title><guid>none</guid></item>');
    await rss.addFeed({ url, path: 'Without' });
    const article = await waitUntil('the article is there', async () => {
      const articles = feedIn(await rss.items({ withData: true }), 'Without')?.articles ?? [];
      return articles.find(({ title }) => title === 'No link');
    });
    expect(article.torrentURL).toBeNull();
  });

  test('a feed can get another URL since 4.6, and an interval since 5.2', async () => {
    const { rss } = live.client;
    const url = await startFeed();
    await rss.addFeed({ url: 'http://127.0.0.1:1/old', path: 'Changing' });
    const setUrl = rss.setFeedUrl({ path: 'Changing', url });
    if (live.atLeast('4.6')) await setUrl;
    else await expect(setUrl).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
    const setInterval = rss.setFeedRefreshInterval({
      path: 'Changing',
      refreshIntervalSeconds: 90,
    });
    if (live.atLeast('5.2')) await setInterval;
    else await expect(setInterval).rejects.toMatchObject({ code: 'QBT_UNSUPPORTED' });
    const feed = feedIn(await rss.items({ withData: true }), 'Changing');
    expect(feed?.url).toBe(live.atLeast('4.6') ? url : 'http://127.0.0.1:1/old');
    expect(feed?.refreshInterval).toBe(live.atLeast('5.2') ? 90 : undefined);
  });
});

function feedIn(root: RssItem, ...path: string[]) {
  let item: RssItem | undefined = root;
  for (const name of path) item = item === undefined || isRssFeed(item) ? undefined : item[name];
  return item !== undefined && isRssFeed(item) ? item : undefined;
}

import { isRssFeed } from '@portkeep/qbittorrent-client';
import { waitUntil } from '../../../src/wait-until.ts';
import { startFeed } from '../feed.ts';
import type { Live } from '../live.ts';
import { startRecorder } from '../recorder.ts';
import { newName, PATH, type Probe, TEXT } from './probe.ts';

/** What `rss` takes. */
export const RSS: Readonly<Record<string, Probe>> = {
  'rss.addFeed.url': {
    async show({ client }) {
      const recorder = await startRecorder();
      await processFeeds(client);
      await client.rss.addFeed({ url: `${recorder.url}${PATH}`, path: newName() });
      return [PATH, await waitUntil('it is asked for', () => recorder.paths[0])];
    },
  },
  'rss.addFeed.path': {
    async show({ client }) {
      const path = newName();
      await client.rss.addFeed({ url: await startFeed(), path });
      return [true, path in (await client.rss.items())];
    },
  },
  'rss.addFolder.path': {
    async show({ client }) {
      const path = newName();
      await client.rss.addFolder({ path });
      return [true, path in (await client.rss.items())];
    },
  },
  'rss.moveItem.itemPath': { show: moved },
  'rss.moveItem.destPath': { show: moved },
  'rss.removeItem.path': {
    async show({ client }) {
      const path = newName();
      await client.rss.addFolder({ path });
      await client.rss.removeItem({ path });
      return [false, path in (await client.rss.items())];
    },
  },
  'rss.refreshItem.itemPath': {
    async show({ client }) {
      const recorder = await startRecorder();
      const path = newName();
      await processFeeds(client);
      await client.rss.addFeed({ url: recorder.url, path });
      await waitUntil('it is asked for', async () => {
        const feed = (await client.rss.items({ withData: true }))[path];
        return recorder.paths.length === 1 && feed && isRssFeed(feed) && feed.isLoading === false;
      });
      await client.rss.refreshItem({ itemPath: path });
      return [2, await waitUntil('it is asked again', () => recorder.paths.length > 1 && 2)];
    },
  },
  'rss.markAsRead.itemPath': { show: marked },
  'rss.markAsRead.articleId': { show: marked },
  'rss.setFeedUrl.path': { since: '4.6', show: changedUrl },
  'rss.setFeedUrl.url': { since: '4.6', show: changedUrl },
  'rss.setFeedRefreshInterval.path': {
    since: '5.2',
    async show({ client }) {
      const path = newName();
      await client.rss.addFeed({ url: await startFeed(), path });
      await client.rss.setFeedRefreshInterval({ path, refreshIntervalSeconds: 90 });
      const feed = (await client.rss.items({ withData: true }))[path];
      return [90, feed && isRssFeed(feed) && feed.refreshInterval];
    },
  },
  'rss.setRule.ruleName': { show: ruled },
  'rss.setRule.ruleDef': { show: ruled },
  'rss.renameRule.ruleName': { show: renamed },
  'rss.renameRule.newRuleName': { show: renamed },
  'rss.cloneRule.sourceName': { since: '5.3', show: cloned },
  'rss.cloneRule.cloneName': { since: '5.3', show: cloned },
  'rss.removeRule.ruleName': {
    async show({ client }) {
      const ruleName = newName();
      await client.rss.setRule({ ruleName, ruleDef: {} });
      await client.rss.removeRule({ ruleName });
      return [false, ruleName in (await client.rss.rules())];
    },
  },
  'rss.matchingArticles.ruleName': {
    async show({ client }) {
      const url = await startFeed();
      const path = newName();
      const ruleName = newName();
      await processFeeds(client);
      await client.rss.addFeed({ url, path });
      await client.rss.setRule({
        ruleName,
        ruleDef: { enabled: false, mustContain: 'linux', affectedFeeds: [url] },
      });
      const matching = await waitUntil('it matches', async () => {
        return (await client.rss.matchingArticles({ ruleName }))[path];
      });
      return [['linux one'], matching];
    },
  },
};

/** A feed is read at once. */
function processFeeds(client: Live['client']): Promise<void> {
  return client.app.setPreferences({ rss_processing_enabled: true, rss_fetch_delay: 0 });
}

async function moved({ client }: Live) {
  const [itemPath, destPath] = [newName(), newName()];
  await client.rss.addFolder({ path: itemPath });
  await client.rss.moveItem({ itemPath, destPath });
  const items = await client.rss.items();
  return [
    [false, true],
    [itemPath in items, destPath in items],
  ] as const;
}

async function marked({ client }: Live) {
  const path = newName();
  const guid = TEXT.replace('&', '&amp;');
  const item = `<item><title>t</title><guid>${guid}</guid><link>http://127.0.0.1:1/</link></item>`;
  const feed = `<rss version="2.0"><channel><title>f</title>${item}</channel></rss>`;
  await processFeeds(client);
  await client.rss.addFeed({ url: (await startRecorder(feed)).url, path });
  const articles = async () => {
    const found = (await client.rss.items({ withData: true }))[path];
    return found && isRssFeed(found) ? (found.articles ?? []) : [];
  };
  await waitUntil('the article is there', async () => (await articles()).length === 1);
  await client.rss.markAsRead({ itemPath: path, articleId: TEXT });
  return [[true], (await articles()).map(({ isRead }) => isRead)] as const;
}

async function changedUrl({ client }: Live) {
  const path = newName();
  const url = `${await startFeed()}${PATH}`;
  await client.rss.addFeed({ url: await startFeed(), path });
  await client.rss.setFeedUrl({ path, url });
  const feed = (await client.rss.items())[path];
  return [url, feed && isRssFeed(feed) && feed.url] as const;
}

async function ruled({ client }: Live) {
  const ruleName = newName();
  await client.rss.setRule({ ruleName, ruleDef: { mustContain: TEXT } });
  return [TEXT, (await client.rss.rules())[ruleName]?.mustContain] as const;
}

async function renamed({ client }: Live) {
  const [ruleName, newRuleName] = [newName(), newName()];
  await client.rss.setRule({ ruleName, ruleDef: {} });
  await client.rss.renameRule({ ruleName, newRuleName });
  const rules = await client.rss.rules();
  return [
    [false, true],
    [ruleName in rules, newRuleName in rules],
  ] as const;
}

async function cloned({ client }: Live) {
  const [sourceName, cloneName] = [newName(), newName()];
  await client.rss.setRule({ ruleName: sourceName, ruleDef: { mustContain: TEXT } });
  await client.rss.cloneRule({ sourceName, cloneName });
  return [TEXT, (await client.rss.rules())[cloneName]?.mustContain] as const;
}

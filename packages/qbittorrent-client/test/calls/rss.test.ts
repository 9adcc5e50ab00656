import { describe, expect, test } from 'vitest';
import * as rss from '../../src/endpoints/rss/index.ts';
import { isRssFeed, type RssItem } from '../../src/records/rss-item.ts';
import { caught } from '../caught.ts';
import { recordingClient } from '../recording-client.ts';
import { describeCalls } from '../sent-calls.ts';

const TREE = {
  Folder: {
    // Names that a feed has as keys.
    url: { Feed: { uid: '{2}', url: 'https://example.org/b', refreshInterval: 600 } },
    uid: {},
  },
  'https://example.org/a': {
    uid: '{1}',
    url: 'https://example.org/a',
    title: 'A',
    articles: [{ id: 'a1', date: '15 Nov 2023 22:13:20 +0000', 'a:key': 'of the feed' }],
  },
};

const RULE = {
  enabled: true,
  affectedFeeds: ['https://example.org/a'],
  mustContain: 'Sample*',
  mustNotContain: '',
  useRegex: false,
  episodeFilter: '',
  ignoreDays: 0,
  lastMatch: '',
};

describeCalls('rss', rss, [
  {
    name: 'rss.exportRules',
    call: ({ rss }) => rss.exportRules(),
    method: 'GET',
    path: 'rss/exportRules',
    reply: JSON.stringify({ Sample: RULE }),
    expected: { Sample: RULE },
  },
  {
    name: 'rss.importRules',
    call: ({ rss }) => rss.importRules({ file: new Blob(['{"a":{}}']) }),
    method: 'POST',
    path: 'rss/importRules',
    params: { rules: '<file rules.json, 8 bytes>' },
    status: 204,
  },
  {
    name: 'rss.items',
    call: (client) => client.rss.items(),
    method: 'GET',
    path: 'rss/items',
    reply: JSON.stringify(TREE),
    expected: TREE,
  },
  {
    name: 'rss.items',
    call: (client) => client.rss.items({ withData: true }),
    method: 'GET',
    path: 'rss/items',
    params: { withData: 'true' },
    reply: '{}',
    expected: {},
  },
  {
    name: 'rss.addFolder',
    call: (client) => client.rss.addFolder({ path: 'Folder\\Inner' }),
    method: 'POST',
    path: 'rss/addFolder',
    params: { path: 'Folder\\Inner' },
    expected: undefined,
  },
  {
    name: 'rss.addFeed',
    call: (client) =>
      client.rss.addFeed({
        url: 'https://example.org/feed?a=1&b=2',
        path: 'Folder\\Feed',
        refreshIntervalSeconds: 600,
      }),
    method: 'POST',
    path: 'rss/addFeed',
    params: {
      url: 'https://example.org/feed?a=1&b=2',
      path: 'Folder\\Feed',
      refreshInterval: '600',
    },
    expected: undefined,
  },
  {
    name: 'rss.addFeed',
    call: (client) => client.rss.addFeed({ url: 'https://example.org/feed' }),
    method: 'POST',
    path: 'rss/addFeed',
    params: { url: 'https://example.org/feed', path: '' },
  },
  {
    name: 'rss.setFeedUrl',
    call: (client) => client.rss.setFeedUrl({ path: 'Feed', url: 'https://example.org/new' }),
    method: 'POST',
    path: 'rss/setFeedURL',
    params: { path: 'Feed', url: 'https://example.org/new' },
    expected: undefined,
  },
  {
    name: 'rss.setFeedRefreshInterval',
    call: (client) =>
      client.rss.setFeedRefreshInterval({ path: 'Feed', refreshIntervalSeconds: 600 }),
    method: 'POST',
    path: 'rss/setFeedRefreshInterval',
    params: { path: 'Feed', refreshInterval: '600' },
    status: 204,
    expected: undefined,
  },
  {
    name: 'rss.removeItem',
    call: (client) => client.rss.removeItem({ path: 'Folder\\Feed' }),
    method: 'POST',
    path: 'rss/removeItem',
    params: { path: 'Folder\\Feed' },
    expected: undefined,
  },
  {
    name: 'rss.moveItem',
    call: (client) => client.rss.moveItem({ itemPath: 'Folder\\Feed', destPath: 'Feed' }),
    method: 'POST',
    path: 'rss/moveItem',
    params: { itemPath: 'Folder\\Feed', destPath: 'Feed' },
    expected: undefined,
  },
  {
    name: 'rss.refreshItem',
    call: (client) => client.rss.refreshItem({ itemPath: 'Folder' }),
    method: 'POST',
    path: 'rss/refreshItem',
    params: { itemPath: 'Folder' },
    expected: undefined,
  },
  {
    name: 'rss.markAsRead',
    call: (client) => client.rss.markAsRead({ itemPath: 'Folder\\Feed', articleId: 'a+1' }),
    method: 'POST',
    path: 'rss/markAsRead',
    params: { itemPath: 'Folder\\Feed', articleId: 'a+1' },
    expected: undefined,
  },
  {
    name: 'rss.markAsRead',
    call: (client) => client.rss.markAsRead({ itemPath: 'Folder' }),
    method: 'POST',
    path: 'rss/markAsRead',
    params: { itemPath: 'Folder' },
  },
  {
    name: 'rss.rules',
    call: (client) => client.rss.rules(),
    method: 'GET',
    path: 'rss/rules',
    // 4.1 has a key that went away.
    reply: JSON.stringify({ r1: { ...RULE, createSubfolder: null } }),
    expected: { r1: { ...RULE, createSubfolder: null } },
  },
  {
    name: 'rss.setRule',
    call: (client) =>
      client.rss.setRule({
        ruleName: 'r1',
        ruleDef: { mustContain: 'Größe & +1', torrentParams: { tags: ['t'] } },
      }),
    method: 'POST',
    path: 'rss/setRule',
    params: {
      ruleName: 'r1',
      ruleDef: '{"mustContain":"Größe & +1","torrentParams":{"tags":["t"]}}',
    },
    expected: undefined,
  },
  {
    name: 'rss.renameRule',
    call: (client) => client.rss.renameRule({ ruleName: 'r1', newRuleName: 'r2' }),
    method: 'POST',
    path: 'rss/renameRule',
    params: { ruleName: 'r1', newRuleName: 'r2' },
    expected: undefined,
  },
  {
    name: 'rss.cloneRule',
    call: (client) => client.rss.cloneRule({ sourceName: 'r1', cloneName: 'r2' }),
    method: 'POST',
    path: 'rss/cloneRule',
    params: { sourceName: 'r1', cloneName: 'r2' },
    expected: undefined,
  },
  {
    name: 'rss.removeRule',
    call: (client) => client.rss.removeRule({ ruleName: 'r1' }),
    method: 'POST',
    path: 'rss/removeRule',
    params: { ruleName: 'r1' },
    expected: undefined,
  },
  {
    name: 'rss.matchingArticles',
    call: (client) => client.rss.matchingArticles({ ruleName: 'r1' }),
    method: 'POST',
    path: 'rss/matchingArticles',
    params: { ruleName: 'r1' },
    reply: '{"Feed":["One","Two"]}',
    expected: { Feed: ['One', 'Two'] },
  },
]);

describe('the tree of feeds', () => {
  test.each<[string, RssItem, boolean]>([
    ['a feed', { uid: '{1}', url: 'https://example.org/a' }, true],
    ['an empty folder', {}, false],
    ['a folder that holds an item called "url"', TREE.Folder, false],
  ])('the tree of feeds distinguishes %s', (_, item, expected) => {
    expect(isRssFeed(item)).toBe(expected);
  });

  test('the error for a tree of feeds names the place that is wrong', async () => {
    const body = JSON.stringify({ Folder: { Feed: { url: 'https://example.org/a' } } });
    const { client } = recordingClient('2.15.1', () => ({ status: 200, headers: {}, body }));
    const error = await caught(client.rss.items());
    expect(error.code).toBe('QBT_UNEXPECTED_RESPONSE');
    expect(error.message).toContain('Folder.Feed.uid');
  });

  test.each(['"text"', '{"Folder":null}', '{"Folder":"text"}'])(
    'the tree of feeds cannot be %s',
    async (body) => {
      const { client } = recordingClient('2.15.1', () => ({ status: 200, headers: {}, body }));
      expect((await caught(client.rss.items())).code).toBe('QBT_UNEXPECTED_RESPONSE');
    },
  );
});

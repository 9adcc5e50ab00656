import { expect, test } from 'vitest';
import { parametersOf } from '../parameters-of.ts';
import { RECORDED_API, RECORDED_VERSIONS, recordedExchanges } from '../recorded-exchange.ts';
import { recordingClient } from '../recording-client.ts';
import { replay } from '../replay.ts';

const FEED = 'http://127.0.0.1:23301/feed';
const MISSING = 'http://127.0.0.1:23301/missing';
const FIXTURE = 'Folder\\Fixture';

replay([
  { exchange: 'rss-addFolder', call: (client) => client.rss.addFolder({ path: 'Folder' }) },
  {
    exchange: 'rss-addFolder-dup',
    call: (client) => client.rss.addFolder({ path: 'Folder' }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 'rss-addFeed',
    call: (client) => client.rss.addFeed({ url: FEED, path: FIXTURE }),
  },
  {
    exchange: 'rss-addFeed-dup',
    call: (client) => client.rss.addFeed({ url: FEED, path: 'Other' }),
    code: 'QBT_CONFLICT',
  },
  { exchange: 'rss-addFeed-2', call: (client) => client.rss.addFeed({ url: MISSING }) },
  {
    exchange: 'rss-refreshItem',
    call: (client) => client.rss.refreshItem({ itemPath: FIXTURE }),
  },
  {
    exchange: 'rss-items',
    call: (client) => client.rss.items(),
    check: (result) =>
      expect(result).toEqual({
        Folder: { Fixture: { uid: expect.any(String), url: FEED } },
        [MISSING]: { uid: expect.any(String), url: MISSING },
      }),
  },
  {
    exchange: 'rss-items-data',
    call: (client) => client.rss.items({ withData: true }),
    check: (result) => {
      const articles = [
        {
          author: 'bob',
          date: '14 Nov 2023 22:13:20 +0000',
          description: 'first',
          id: 'guid-1',
          link: 'http://127.0.0.1:23301/a',
          title: 'Sample A 1080p',
          torrentURL: 'http://127.0.0.1:23301/a.torrent',
        },
        expect.objectContaining({ id: 'guid-2' }),
      ];
      const fixture = { title: 'Fixture feed', articles: expect.arrayContaining(articles) };
      expect(result).toMatchObject({ Folder: { Fixture: fixture } });
    },
  },
  {
    exchange: 'rss-rules',
    call: (client) => client.rss.rules(),
    check: (result, version) =>
      expect(result).toMatchObject({
        r1: {
          affectedFeeds: [FEED],
          addPaused: null,
          mustContain: 'Sample*',
          ...(version !== '4.5.2' && { torrentParams: { tags: [], upload_limit: -1 } }),
        },
        r2: { mustContain: '' },
      }),
  },
  {
    exchange: 'rss-matching',
    call: (client) => client.rss.matchingArticles({ ruleName: 'r1' }),
    check: (result) => expect(result).toEqual({ Fixture: ['Sample A 1080p'] }),
  },
  {
    exchange: 'rss-renameRule',
    call: (client) => client.rss.renameRule({ ruleName: 'r1', newRuleName: 'r1b' }),
  },
  { exchange: 'rss-removeRule', call: (client) => client.rss.removeRule({ ruleName: 'r1b' }) },
  {
    exchange: 'rss-markAsRead',
    call: (client) => client.rss.markAsRead({ itemPath: FIXTURE, articleId: 'guid-1' }),
  },
  {
    exchange: 'rss-markAsRead-folder',
    call: (client) => client.rss.markAsRead({ itemPath: 'Folder' }),
  },
  {
    exchange: 'rss-setFeedURL',
    call: (client) => client.rss.setFeedUrl({ path: FIXTURE, url: `${FEED}?x=1` }),
    unsupported: ['4.5.2'],
  },
  {
    exchange: 'rss-setFeedRefreshInterval',
    call: (client) =>
      client.rss.setFeedRefreshInterval({ path: FIXTURE, refreshIntervalSeconds: 600 }),
    unsupported: ['4.5.2', '5.1.4'],
  },
  {
    exchange: 'rss-moveItem',
    call: (client) => client.rss.moveItem({ itemPath: FIXTURE, destPath: 'Fixture2' }),
  },
  { exchange: 'rss-removeItem', call: (client) => client.rss.removeItem({ path: 'Fixture2' }) },
  {
    exchange: 'rss-removeItem-missing',
    call: (client) => client.rss.removeItem({ path: 'nope' }),
    code: 'QBT_CONFLICT',
  },
]);

// The recorded JSON has spaces, which the client does not write.
test.each(RECORDED_VERSIONS)(
  'rss.setRule sends the rule that was recorded with %s',
  async (version) => {
    const exchange = recordedExchanges(version).find(({ name }) => name === 'rss-setRule');
    const { ruleName = '', ruleDef = '' } = exchange?.request.form ?? {};
    const { client, requests } = recordingClient(RECORDED_API[version], () => ({
      status: exchange?.response.status ?? 0,
      headers: {},
      body: '',
    }));
    await client.rss.setRule({ ruleName, ruleDef: JSON.parse(ruleDef) });
    const [sent] = requests.map(parametersOf);
    expect(sent).toEqual({ ruleName: 'r1', ruleDef: expect.any(String) });
    expect(JSON.parse(sent?.ruleDef ?? '')).toEqual(JSON.parse(ruleDef));
  },
);

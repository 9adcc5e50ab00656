import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { caught } from '../test/caught.ts';
import { text } from '../test/fake-qbittorrent.ts';
import { QBittorrentClient, type QBittorrentClientOptions } from './core.ts';

function connect(json: unknown, options: Partial<QBittorrentClientOptions> = {}) {
  const transport: QBittorrentClientOptions['transport'] = async ({ url }) =>
    text(200, url.endsWith('app/webapiVersion') ? '2.15.1' : JSON.stringify(json));
  return new QBittorrentClient({ baseUrl: 'http://host', transport, ...options });
}

const COOKIE = { name: 'a', domain: '', path: '/', value: 'cookie-secret', expirationDate: 1 };
const COOKIES = [COOKIE, { ...COOKIE, domain: null }, { ...COOKIE, name: 'c' }];
const READ = [COOKIE, { ...COOKIE, name: 'c' }];
const MESSAGE =
  /^Cannot read the cookies .*: the reply does not have the known form \(1\.domain\);/;

describe('a record that cannot be read', () => {
  test('a record that cannot be read fails the call, and the error holds the others', async () => {
    const error = await caught(connect(COOKIES).app.cookies());
    expect(error.message).toMatch(MESSAGE);
    expect(error.advice).toContain('"onOddRecords"');
    expect(error.partial).toEqual(READ);
  });

  test('a record that cannot be read is reported to a callback of the client, and the call returns the others', async () => {
    const seen: string[] = [];
    const client = connect(COOKIES, { onOddRecords: ({ message }) => seen.push(message) });
    expect(await client.app.cookies()).toEqual(READ);
    expect(seen).toEqual([expect.stringMatching(MESSAGE)]);
  });

  test('a record that cannot be read is reported to the call rather than to the client', async () => {
    const seen: string[] = [];
    const onOddRecords = () => seen.push('client');
    const client = connect(COOKIES, { onOddRecords });
    await client.app.cookies({ onOddRecords: () => seen.push('call') });
    expect(seen).toEqual(['call']);
  });

  test('a record that cannot be read shows nothing of the others in a log', async () => {
    const error = await caught(connect(COOKIES).app.cookies());
    for (const shown of [inspect(error, { showHidden: true }), JSON.stringify(error)]) {
      expect(shown).not.toContain('cookie-secret');
    }
  });

  test('a record that cannot be read is named by its number where its name may hold a secret, or breaks the line', async () => {
    const feed = { uid: '{1}', url: 5 };
    const json = { News: feed, 'https://t.example/?passkey=secret': feed, 'a\nb': feed };
    const error = await caught(connect(json).rss.items());
    expect(error.message).toContain('(News.url, #1.url, #2.url)');
  });

  test('a record that cannot be read is counted when five others are already named', async () => {
    const error = await caught(
      connect(Array.from({ length: 9 }, () => ({}))).torrents.webSeeds({ hash: 'a1' }),
    );
    expect(error.message).toContain('(0.url, 1.url, 2.url, 3.url, 4.url and 4 more)');
    expect(error.partial).toEqual([]);
  });
});

describe('an article without a link', () => {
  test('an article without a link is read: qBittorrent has null for its torrent', async () => {
    const article = { id: 'a', date: '15 Nov 2023 22:13:20 +0000', torrentURL: null };
    const json = { News: { uid: '{1}', url: 'https://feed.example', articles: [article] } };
    expect(await connect(json).rss.items({ withData: true })).toEqual(json);
  });
});

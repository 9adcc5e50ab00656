import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeReply, isRssFeed, MainDataStore, type QBittorrentClient } from '../src/core.ts';
import { ENDPOINTS } from './endpoint-groups.ts';
import { parametersOf } from './parameters-of.ts';
import { RECORDED_VERSIONS, recordedExchanges } from './recorded-exchange.ts';
import { recordingClient } from './recording-client.ts';

/** Names that every object of JavaScript knows, and others. */
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '', 'ü & +'];
const anyNames = fc.uniqueArray(fc.oneof(fc.constantFrom(...NAMES), fc.string()), { maxLength: 9 });

/** The replies that are made of names, with what stands under one. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  'clientdata/load': { any: ['thing'] },
  'rss/exportRules': recorded('rss-rules', 'r1'),
  'rss/items': { Feed: { uid: '{1}', url: 'https://feed.example' } },
  'rss/matchingArticles': ['One'],
  'rss/rules': recorded('rss-rules', 'r1'),
  'torrents/addPeers': { added: 1, failed: 0 },
  'torrents/categories': recorded('categories', 'movies'),
  'torrents/downloadLimit': 5,
  'torrents/uploadLimit': 5,
};
/** Those with names further inside. */
const INSIDE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'sync/maindata': {
    torrents: { progress: 1 },
    categories: { savePath: '' },
    trackers: ['a1'],
  },
  'sync/torrentPeers': { peers: { progress: 1 } },
};

function recorded(exchange: string, name: string): unknown {
  const found = recordedExchanges(RECORDED_VERSIONS[2]).find((each) => each.name === exchange);
  return JSON.parse(found?.response.body ?? '')[name];
}

function named(names: readonly string[], value: unknown): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

function decoded(path: string, json: unknown, validate: boolean): unknown {
  const row = ENDPOINTS.find((each) => each.path === path);
  if (row === undefined) throw new Error(`No row ${path}`);
  const body = JSON.stringify(json);
  return decodeReply(row, { status: 200, headers: {}, body }, validate);
}

describe.each([
  ['checked', true],
  ['unchecked', false],
])('a %s reply', (_, validate) => {
  test.each(Object.entries(BY_NAME))('a reply of %s keeps every name', (path, value) => {
    fc.assert(
      fc.property(anyNames, (names) => {
        const reply = named(names, value);
        expect(Object.entries(Object(decoded(path, reply, validate)))).toEqual(
          Object.entries(reply),
        );
      }),
    );
  });

  test.each(Object.entries(INSIDE))('a reply of %s keeps every name inside', (path, kinds) => {
    fc.assert(
      fc.property(anyNames, (names) => {
        for (const [kind, value] of Object.entries(kinds)) {
          // With text for a number, so that it has to be looked into.
          const json = { rid: 1, [kind]: named(names, value), server_state: { global_ratio: '1' } };
          const reply = Reflect.get(Object(decoded(path, json, validate)), kind);
          expect(Object.entries(reply)).toEqual(Object.entries(named(names, value)));
        }
      }),
    );
  });

  test('a reply with feeds keeps every name in a folder, and does not take the folder for a feed', () => {
    const inner = named(NAMES, { uid: '{1}', url: 'https://feed.example', articles: [] });
    const root = decoded('rss/items', { Folder: inner, constructor: inner }, validate);
    const folder = Object(root).Folder;
    expect(isRssFeed(folder)).toBe(false);
    expect(Object.keys(folder)).toEqual(Object.keys(inner));
  });
});

test('all names in replies are read with the one schema that keeps them', () => {
  const source = new URL('../src/', import.meta.url);
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' });
  const others = files.filter((file) => {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts')) return false;
    return /\bv\.record\(/.test(readFileSync(new URL(file, source), 'utf8'));
  });
  expect(others).toEqual(['records/map-of.ts']);
});

test('the metadata that a reply lists by file name is read, whatever the files are called', () => {
  const metadata = { hash: 'a1' };
  const list = decoded('torrents/parseMetadata', named(NAMES, metadata), true);
  expect(list).toEqual(NAMES.map(() => metadata));
});

test('the store follows categories of every name', async () => {
  const category = { name: 'x', savePath: '' };
  const body = JSON.stringify({ rid: 1, full_update: true, categories: named(NAMES, category) });
  const { client } = recordingClient('2.15.1', () => ({ status: 200, headers: {}, body }));
  const store = new MainDataStore(client.session);
  await store.update();
  expect([...store.categories.keys()]).toEqual(NAMES);
});

describe('a name that is sent', () => {
  type Call = (client: QBittorrentClient, name: string) => Promise<unknown>;
  const calls: [string, Call][] = [
    ['clientData.store', ({ clientData }, name) => clientData.store({ data: named([name], 1) })],
    ['rss.setRule', ({ rss }, name) => rss.setRule({ ruleName: name, ruleDef: {} })],
    [
      'torrents.createCategory',
      ({ torrents }, name) => torrents.createCategory({ category: name }),
    ],
    ['torrents.createTags', ({ torrents }, name) => torrents.createTags({ tags: [name] })],
    [
      'app.setPreferences',
      ({ app }, name) => app.setPreferences({ scan_dirs: named([name], 1) as never }),
    ],
    [
      'app.setCookies',
      ({ app }, name) => app.setCookies({ cookies: [{ name, value: '', domain: '', path: '' }] }),
    ],
    ['rss.addFeed', ({ rss }, name) => rss.addFeed({ url: 'https://feed.example', path: name })],
  ];

  test.each(calls)(
    'a name that %s sends arrives, whatever the name means to JavaScript',
    async (_, call) => {
      for (const name of ['__proto__', 'constructor', 'prototype']) {
        const { client, requests } = recordingClient('2.16.2', () => ({
          status: 200,
          headers: {},
          body: '',
        }));
        await call(client, name);
        const sent = Object.values(parametersOf(requests.at(-1) ?? fail()));
        expect(sent.join(' ')).toContain(name);
      }
    },
  );
});

test('cookies of any name are kept', async () => {
  const names = NAMES.filter((name) => /^\w+$/.test(name));
  const { client, requests } = recordingClient('2.15.1', () => ({
    status: 200,
    headers: { 'set-cookie': names.map((name) => `${name}=1; path=/`) },
    body: '[]',
  }));
  await client.torrents.tags();
  await client.torrents.tags();
  expect(requests.at(-1)?.headers.cookie).toBe(names.map((name) => `${name}=1`).join('; '));
});

function fail(): never {
  throw new Error('Nothing was sent');
}

import { beforeAll, expect, test } from 'vitest';
import { FULL_INPUTS } from '../../../packages/qbittorrent-client/test/full-inputs.ts';
import { describeLive } from './live.ts';
import { ADDED } from './texts/added.ts';
import { ADDRESSES } from './texts/addresses.ts';
import { APP } from './texts/app.ts';
import { RSS } from './texts/rss.ts';
import { SEARCH } from './texts/search.ts';
import { TORRENT_CREATOR } from './texts/torrent-creator.ts';
import { TORRENTS } from './texts/torrents.ts';

const PROBES = {
  ...APP,
  ...RSS,
  ...SEARCH,
  ...TORRENT_CREATOR,
  ...ADDED,
  ...ADDRESSES,
  ...TORRENTS,
};

/** What a server does not show, and why. */
const UNSEEN: readonly (readonly [name: RegExp, why: string])[] = [
  [/\.hash(es)?$/, 'hexadecimal digits alone'],
  [/\.taskId$/, 'made by the server, of hexadecimal digits'],
  [/\.(filter|sort|mode|format|stopCondition|contentLayout|shareLimit\w+)$/, 'one of a few words'],
  [/\.(peers|iface)$/, 'an address or a name of the system, compared with those that exist'],
  [/\.(pluginName|names|downloader)$/, 'names a plugin, which is a word of Python'],
  [/\.(certificate|privateKey|dhParams|ssl)$/, 'PEM'],
  [/^app\.getFreeSpaceAtPath\.path$/, 'answered for the disk, whatever is on it'],
  [/^torrents\.add\.cookie$/, 'read before 5.1 only, by a parser of cookies'],
  [/^search\.categories\./, 'gone since 4.3'],
];

/** All parameters that are text, or made of texts. */
const TEXTS = Object.entries(FULL_INPUTS).flatMap(([group, rows]) =>
  Object.entries(rows).flatMap(([name, { needed, more }]) =>
    Object.entries({ ...needed, ...more })
      .filter(([, sample]) => hasText(sample))
      .map(([key]) => `${group}.${name}.${key}`),
  ),
);

function hasText(sample: unknown): boolean {
  if (sample instanceof Blob) return false;
  if (typeof sample !== 'object' || sample === null) return typeof sample === 'string';
  return Object.values(sample).some(hasText) || !Array.isArray(sample);
}

test('every text parameter of every endpoint is checked, or listed as one that no reply shows', () => {
  const seen = TEXTS.filter((name) => !UNSEEN.some(([unseen]) => unseen.test(name)));
  expect(Object.keys(PROBES).toSorted()).toEqual(seen.toSorted());
});

describeLive('text parameters', (live) => {
  beforeAll(() => live.hurry());

  test.for(Object.entries(PROBES))(
    'a text with percent signs, bars, spaces and an umlaut arrives as it is in %s',
    async ([, { since = '4.0', show }], { skip }) => {
      skip(!live.atLeast(since), `since ${since}`);
      const [given, shown] = await show(live);
      expect(shown).toEqual(given);
    },
  );
});

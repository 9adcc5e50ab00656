import { createHash } from 'node:crypto';
import { type AddTorrentsInput, infoHashesOf } from '@portkeep/qbittorrent-client';
import { beforeAll, expect, test } from 'vitest';
import { waitUntil } from '../../src/wait-until.ts';
import { kindsOfTorrents } from './kinds-of-torrents.ts';
import { describeLive } from './live.ts';
import { torrentOf } from './torrent.ts';

const FILES = [
  ...kindsOfTorrents('plain').map((each) => ({ ...each, form: `${each.kind} file` })),
  ...kindsOfTorrents('more').map((each) => ({
    ...each,
    form: `${each.kind} file with more after its end`,
    file: Buffer.concat([each.file, Buffer.from('\nmore')]),
  })),
  ...kindsOfTorrents('twice').map((each) => ({
    ...each,
    form: `${each.kind} file with a second info`,
    file: Buffer.concat([each.file.subarray(0, -1), Buffer.from('4:infodee')]),
  })),
];

/** Links to torrents that no peer has, each to a different one. */
const LINKS: Readonly<Record<string, (v1: string, v2: string) => string>> = {
  'magnet link with a v1 hash': (v1) => `magnet:?xt=urn:btih:${v1}&dn=a+b`,
  'magnet link in capital letters': (v1) => `magnet:?xt=urn:btih:${v1.toUpperCase()}`,
  'magnet link in base32': (v1) => `magnet:?dn=a&xt=urn:btih:${base32(v1)}`,
  'magnet link in small base32': (v1) => `magnet:?xt=urn:btih:${base32(v1).toLowerCase()}`,
  'magnet link with a number': (v1) => `magnet:?xt.1=urn:btih:${v1}`,
  'magnet link that is escaped': (v1) => `magnet:?xt=urn%3Abtih%3A${v1}`,
  'magnet link with a v2 hash': (_, v2) => `magnet:?xt=urn:btmh:1220${v2}`,
  'magnet link with both hashes': (v1, v2) => `magnet:?xt=urn:btih:${v1}&xt=urn:btmh:1220${v2}`,
  'magnet link with two v1 hashes': (v1) =>
    `magnet:?xt=urn:btih:${'a'.repeat(40)}&xt=urn:btih:${v1}`,
  'v1 hash': (v1) => v1,
  'v1 hash in base32': (v1) => base32(v1),
  'v2 hash': (_, v2) => v2,
  'magnet link between spaces': (v1) => ` magnet:?xt=urn:btih:${v1}\t`,
};

describeLive('the hash that is reported for an added torrent', (live) => {
  beforeAll(() => live.hurry());

  test.each(FILES)(
    'the reported hash of an added torrent is the listed one: $form',
    async ({ file, v1, v2 }) => {
      const torrent = await listed({ files: [file] });
      expect(torrent).toMatchObject({ infohash_v1: v1 ?? '', infohash_v2: v2 ?? '' });
      expect(await infoHashesOf(file)).toEqual({ hash: torrent.hash, v1, v2 });
    },
  );

  test.each(Object.entries(LINKS))(
    'the reported hash of an added torrent is the listed one: %s',
    async (form, linkTo) => {
      const link = linkTo(digest('sha1', form), digest('sha256', form));
      const torrent = await listed({ urls: [link] });
      const { hash, v1 = '', v2 = '' } = await infoHashesOf(link);
      expect(torrent).toMatchObject({ hash, infohash_v1: v1, infohash_v2: v2 });
    },
  );

  test('the reported hash is the listed one for each of many added torrents', async () => {
    const torrents = kindsOfTorrents('many');
    const urls = [digest('sha1', 'many')];
    const files = torrents.map(({ file }) => file);
    const { added } = await live.client.torrents.add({ urls, files, stopped: true });
    expect(added).toHaveLength(4);
    await waitUntil('all are listed', async () => {
      return (await live.client.torrents.info({ hashes: added })).length === 4;
    });
  });

  /** Adds one torrent, and waits until it is listed under the hash that is reported. */
  async function listed(input: AddTorrentsInput) {
    const { added } = await live.client.torrents.add({ stopped: true, ...input });
    expect(added).toHaveLength(1);
    const [hash = ''] = added;
    return await waitUntil('it is listed', () => torrentOf(live.client, hash), {
      timeoutMs: 10_000,
    });
  }
});

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex');
}

/** Five bits a letter. */
function base32(hex: string): string {
  const bits = Array.from(hex, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'));
  const fives = bits.join('').match(/.{5}/g) ?? [];
  return fives.map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five, 2)]).join('');
}

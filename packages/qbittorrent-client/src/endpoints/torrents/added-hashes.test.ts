import { describe, expect, test } from 'vitest';
import { bencode } from '../../../test/bencode.ts';
import { text } from '../../../test/fake-qbittorrent.ts';
import { pathOf } from '../../../test/parameters-of.ts';
import { recordingClient } from '../../../test/recording-client.ts';
import { infoHashesOf } from '../../info-hash/info-hashes-of.ts';
import type { AddTorrentsInput } from './add-torrents-input.ts';

const INFO = { name: 'a', 'piece length': 16_384 };
const PIECES = { pieces: new Uint8Array(20) };
const VERSION_2 = { 'meta version': 2 };
const V1 = bencode({ info: { ...INFO, ...PIECES } });
const V2 = bencode({ info: { ...INFO, ...VERSION_2 } });
const HYBRID = bencode({ info: { ...INFO, ...VERSION_2, ...PIECES } });
const LINK = 'a'.repeat(40);

/** What `torrents.add` reports, and what was sent. */
async function add(input: AddTorrentsInput, libtorrent?: string, reply = 'Ok.') {
  const { client, requests } = recordingClient('2.8.19', (request) => {
    if (pathOf(request) === 'torrents/add') return text(200, reply);
    if (libtorrent === undefined) return text(500, '');
    const others = { qt: '6', boost: '1', openssl: '3', bitness: 64 };
    return text(200, JSON.stringify({ libtorrent, ...others }));
  });
  const { added } = await client.torrents.add(input);
  return { added, sent: requests.map(pathOf) };
}

describe('the hashes that torrents.add reports before 5.2', () => {
  test('the hashes that torrents.add reports before 5.2 are those of links and files, each listed once', async () => {
    const urls = [LINK, `magnet:?xt=urn:btih:${LINK.toUpperCase()}`, 'http://host/a.torrent'];
    const { hash } = await infoHashesOf(V1);
    expect(await add({ urls, files: [V1, new Blob([V1])] })).toEqual({
      added: [LINK, hash],
      sent: ['torrents/add'],
    });
  });

  test.each([
    ['2.0.8.0', 'the truncated v2 hash', true],
    ['1.2.19.0', 'the v1 hash', false],
  ])(
    'the hashes that torrents.add reports before 5.2 for a hybrid torrent are, with libtorrent %s, %s',
    async (libtorrent, _, byV2) => {
      const { v1, v2 } = await infoHashesOf(HYBRID);
      const { added, sent } = await add({ files: [HYBRID, V1] }, libtorrent);
      expect(added[0]).toBe(byV2 ? v2?.slice(0, 40) : v1);
      expect(added).toHaveLength(2);
      expect(sent.at(-1)).toBe('app/buildInfo');
    },
  );

  test('the hashes that torrents.add reports before 5.2 leave out a v2 torrent with libtorrent 1.2, which cannot add it', async () => {
    expect((await add({ files: [V2], urls: [LINK] }, '1.2.19.0')).added).toEqual([LINK]);
  });

  test('the hashes that torrents.add reports before 5.2 leave out what cannot be known, and the call succeeds', async () => {
    const unreadable = new File(['no torrent'], 'a.torrent');
    expect((await add({ files: [unreadable, HYBRID], urls: [LINK] })).added).toEqual([LINK]);
  });
});

describe('the hashes that torrents.add reports since 5.2', () => {
  test.each([
    ['some were added', ['b'.repeat(40)]],
    ['none was added yet', []],
  ])(
    'the hashes that torrents.add reports since 5.2 are those of the server, when %s',
    async (_, ids) => {
      const reply = JSON.stringify({
        added_torrent_ids: ids,
        success_count: ids.length,
        pending_count: 1,
        failure_count: 0,
      });
      expect((await add({ urls: [LINK] }, undefined, reply)).added).toEqual(ids);
    },
  );
});

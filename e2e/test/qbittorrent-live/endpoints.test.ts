import { expect, test } from 'vitest';
import { ENDPOINTS } from '../../../packages/qbittorrent-client/test/endpoint-groups.ts';
import { describeLive } from './live.ts';
import { addTorrent, makeTorrent } from './torrent.ts';

/** If a GET had an effect, these would break the other checks. */
const LAST = ['auth/logout', 'app/shutdown'];

describeLive('the table of endpoints', (live) => {
  test('the table has the endpoints of the server, and knows which ones the server lacks', async () => {
    const made = makeTorrent('probed.bin');
    await addTorrent(live.client, made);
    const api = await live.client.session.getWebApiVersion();
    const rows = ENDPOINTS.toSorted((a, b) => LAST.indexOf(a.path) - LAST.indexOf(b.path));
    const expected: Record<string, boolean> = {};
    const found: Record<string, boolean> = {};
    for (const { path, since, removed, formerly } of rows) {
      const isThere = !isBefore(api, since) && (removed === undefined || isBefore(api, removed));
      expected[path] = isThere;
      found[path] = await exists(path, made.hash);
      if (formerly === undefined) continue;
      expected[formerly] = !isThere;
      found[formerly] = await exists(formerly, made.hash);
    }
    expect(found).toEqual(expected);
    expect(Object.keys(found).length).toBeGreaterThan(130);
  });

  test('the check of the table notices an endpoint that does not exist', async () => {
    for (const path of ['app/none', 'torrents/addtags', 'none/none']) {
      expect(await exists(path, '')).toBe(false);
    }
  });

  /** A GET: one that has to be a POST says 405, one that lacks its parameters 400. */
  async function exists(path: string, hash: string): Promise<boolean> {
    const query = path === 'sync/torrentPeers' ? { hash } : {};
    return await live.client.session
      .call(
        {
          path,
          method: 'GET',
          since: '2.0.0',
          does: 'probe',
          params: () => query,
          read: () => true,
        },
        undefined,
      )
      .catch((error: { readonly code: string; readonly message: string }) => {
        const { code, message } = error;
        if (code === 'QBT_NOT_FOUND') return !/Not Found|Endpoint does not exist/.test(message);
        expect(code).toMatch(/^QBT_(UNSUPPORTED|BAD_REQUEST|CONFLICT)$/);
        return true;
      });
  }
});

function isBefore(version: string, other: string): boolean {
  return version.localeCompare(other, 'en', { numeric: true }) < 0;
}

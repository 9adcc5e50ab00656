import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isQBittorrentError,
  isRssFeed,
  kyTransport,
  type RequestBody,
  type Transport,
} from '@portkeep/qbittorrent-client';
import { beforeAll, expect, test } from 'vitest';
import { ENDPOINTS } from '../../../packages/qbittorrent-client/test/endpoint-groups.ts';
import { KNOWN_PREFERENCES } from '../../../packages/qbittorrent-client/test/known-preferences.ts';
import { RECORD_SCHEMAS } from '../../../packages/qbittorrent-client/test/record-schemas.ts';
import { unknownFields } from '../../../packages/qbittorrent-client/test/unknown-fields.ts';
import { describeServers } from '../../src/describe-servers.ts';
import { freePort } from '../../src/free-port.ts';
import { temporaryFolder } from '../../src/temporary-folder.ts';
import { waitUntil } from '../../src/wait-until.ts';
import { startFeed } from './feed.ts';
import { Live } from './live.ts';
import { addTorrent, makeTorrent } from './torrent.ts';

const COOKIE = {
  name: 'a',
  value: 'b',
  domain: 'example.org',
  path: '/',
  expirationDate: Math.ceil(Date.now() / 1000) + 86_400,
};

describeServers('the types of the client', (server) => {
  const live = new Live(server);
  const other = new Live(server);
  const seen: { readonly path: string; readonly json: unknown }[] = [];
  beforeAll(async () => {
    await Promise.all([live.start(), other.start()]);
    await Promise.all([live.hurry(), other.hurry()]);
    await live.client.app.setPreferences({ bittorrent_protocol: 1 });
    await other.client.app.setPreferences({ bittorrent_protocol: 1 });
  });

  test('the types of the records have every field that the server sends', async () => {
    await useAll();
    const unknown = seen.flatMap(({ path, json }) => {
      const schema = RECORD_SCHEMAS[path];
      return schema ? unknownFields(schema, json).map((field) => `${path}: ${field}`) : [];
    });
    expect([...new Set(unknown)]).toEqual([]);
    // Every endpoint that the version has was asked, except for those that need Python.
    const api = await live.client.session.getWebApiVersion();
    const missing = ENDPOINTS.filter(({ path, since }) => {
      const isThere = since.localeCompare(api, 'en', { numeric: true }) <= 0;
      return isThere && path in RECORD_SCHEMAS && !seen.some((each) => each.path === path);
    });
    expect(missing.map(({ path }) => path).sort()).toEqual(['search/results', 'search/start']);
  });

  test('the types of the preferences have every option of the server', async () => {
    const keys = Object.keys(await live.client.app.preferences());
    expect(keys.length).toBeGreaterThan(170);
    expect(keys.filter((key) => !KNOWN_PREFERENCES.includes(key))).toEqual([]);
  });

  const carry = kyTransport();
  const transport: Transport<RequestBody> = async (request, options) => {
    const reply = await carry(request, options);
    const path = new URL(request.url).pathname.replace('/api/v2/', '');
    if (reply.status < 300 && /^[[{]/.test(reply.body)) {
      seen.push({ path, json: JSON.parse(reply.body) });
    }
    return reply;
  };

  /** Makes the server send each kind of record, with every field that it can have. */
  async function useAll(): Promise<void> {
    const client = live.another({ transport });
    const { app, log, rss, search, sync, torrentCreator, torrents, transfer } = client;
    const made = makeTorrent('known.bin', Buffer.alloc(100_000, 'known'));
    const hash = made.hash;
    await addTorrent(live.client, made, { stopped: false });
    await addTorrent(other.client, made, { stopped: false });
    await torrents.createCategory({ category: 'os', savePath: '/tmp/os', downloadPath: '/tmp' });
    await torrents.addTrackers({ hashes: [hash], urls: ['http://127.0.0.1:1/announce'] });
    await torrents.addWebSeeds({ hash, urls: ['http://127.0.0.1:1/seed'] }).catch(unsupported);

    const port = await freePort();
    await other.client.portForward.apply({ port });
    await waitUntil('the other one is connected', async () => {
      await torrents.addPeers({ hashes: [hash], peers: [`127.0.0.1:${port}`] });
      const { peers = {} } = await sync.torrentPeers({ hash });
      return Object.values(peers).some(({ client: name }) => name !== '');
    });
    await torrents.info({ includeFiles: true, includeTrackers: true });
    await torrents.files({ hash });
    await torrents.properties({ hash });
    await torrents.trackers({ hash });
    await torrents.webSeeds({ hash });
    await torrents.categories();
    await torrents.sslParameters({ hash }).catch(unsupported);
    await torrents.fetchMetadata({ source: hash }).catch(unsupported);
    await torrents.parseMetadata({ files: [made.file] }).catch(unsupported);
    await sync.maindata();
    await transfer.info();
    await transfer.getSpeedLimits().catch(unsupported);

    await app.buildInfo();
    await app.networkInterfaceList();
    await app.setCookies({ cookies: [COOKIE] }).catch(unsupported);
    await app.cookies().catch(unsupported);
    await app.processInfo().catch(unsupported);
    await app.rotateApiKey().catch(unsupported);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'x');
    await app.getDirectoryContent({ dirPath: folder, withMetadata: true }).catch(unsupported);
    await log.main();
    await log.peers();

    await app.setPreferences({ rss_processing_enabled: true });
    await rss.addFeed({ url: await startFeed(), path: 'Feed' });
    await rss.setRule({ ruleName: 'Rule', ruleDef: { mustContain: 'x' } });
    await rss.rules();
    await rss.exportRules().catch(unsupported);
    await waitUntil('the articles are there', async () => {
      const { Feed: feed } = await rss.items({ withData: true });
      return feed !== undefined && isRssFeed(feed) && (feed.articles?.length ?? 0) > 0;
    });

    await search.plugins();
    await search.status();
    const task = await torrentCreator
      .addTask({ sourcePath: folder, comment: 'c', source: 's', trackers: ['http://127.0.0.1:1/'] })
      .catch(unsupported);
    if (task === undefined) return;
    await waitUntil('the torrent is made', async () => {
      const [found] = await torrentCreator.status({ taskId: task.taskID });
      return found?.status === 'Finished';
    });
  }
});

/** Skips what the version does not have. */
function unsupported(error: unknown): undefined {
  if (isQBittorrentError(error) && error.code === 'QBT_UNSUPPORTED') return undefined;
  throw error;
}

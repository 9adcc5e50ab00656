import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeTransport } from '@portkeep/http/node';
import { QBittorrentClient } from '@portkeep/qbittorrent-client';
import ky from 'ky';

/** A client that can ask for the version and for the list of torrents. */
export interface Contender {
  readonly name: string;
  readonly version: () => Promise<unknown>;
  readonly torrents: () => Promise<unknown>;
}

/** All clients that are compared, the plain `fetch` first. */
export async function findContenders(
  baseUrl: string,
  peerFolder: string | undefined,
): Promise<readonly Contender[]> {
  const [version, torrents] = ['app/version', 'torrents/info'].map(
    (path) => `${baseUrl}/api/v2/${path}`,
  );
  if (version === undefined || torrents === undefined) throw new Error('There are two addresses');
  // Where no login is needed, every request without a cookie would begin a session of its own.
  const cookie = (await fetch(version)).headers.getSetCookie()[0]?.split(';')[0];
  const headers: Record<string, string> = cookie === undefined ? {} : { cookie };
  const init = { headers };
  const overKy = (validate: boolean) => ask(new QBittorrentClient({ baseUrl, validate }));
  const light = (validate: boolean) =>
    ask(
      new QBittorrentClient({ baseUrl, validate, transport: nodeTransport({ keepIdleMs: 1_000 }) }),
    );
  const contenders: Contender[] = [
    {
      name: 'fetch',
      version: async () => (await fetch(version, init)).text(),
      torrents: async () => (await fetch(torrents, init)).json(),
    },
    {
      name: 'ky',
      version: () => ky(version, { ...init, retry: 0 }).text(),
      torrents: () => ky(torrents, { ...init, retry: 0 }).json(),
    },
    { name: 'client over ky', ...overKy(true) },
    { name: 'client over ky, validate: false', ...overKy(false) },
    { name: 'client over node:http', ...light(true) },
    { name: 'client over node:http, validate: false', ...light(false) },
  ];
  if (peerFolder !== undefined) contenders.push(await peer(baseUrl, peerFolder));
  return contenders;
}

function ask({ app, torrents }: QBittorrentClient): Omit<Contender, 'name'> {
  return { version: () => app.version(), torrents: () => torrents.info() };
}

/** `@ctrl/qbittorrent`, from a folder where it was installed: it is no dependency of the project. */
async function peer(baseUrl: string, folder: string): Promise<Contender> {
  const path = createRequire(join(folder, 'x.js')).resolve('@ctrl/qbittorrent');
  const { QBittorrent } = await import(pathToFileURL(path).href);
  const client = new QBittorrent({
    baseUrl: `${baseUrl}/`,
    username: 'admin',
    password: 'adminadmin',
  });
  return {
    name: '@ctrl/qbittorrent',
    version: () => client.getAppVersion(),
    torrents: () => client.listTorrents(),
  };
}

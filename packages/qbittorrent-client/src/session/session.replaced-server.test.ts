import { describe, expect, test } from 'vitest';
import { caught, networkFailure } from '../../test/caught.ts';
import { ENDPOINTS } from '../../test/endpoint-groups.ts';
import { FakeClock } from '../../test/fake-clock.ts';
import { pathOf } from '../../test/parameters-of.ts';
import { type Entrance, ReplaceableServer } from '../../test/replaceable-server.ts';
import { exportTorrent } from '../endpoints/torrents/export.ts';
import { encodeRequest } from '../protocol/encode-request.ts';
import type { AnyEndpoint, Endpoint } from '../protocol/endpoint.ts';
import { isRepeatable } from '../protocol/is-repeatable.ts';
import { nothing } from '../protocol/nothing.ts';
import { dependsOnVersion, isSupported } from '../protocol/support.ts';
import { QBittorrentSession } from './session.ts';

const OLD = '2.8.19';
const NEW = '2.16.2';
const AUTH = {
  password: { username: 'admin', password: 'adminadmin' },
  'API key': { apiKey: 'qbt_key' },
  bypass: undefined,
};

/** The rows that vary with the version, each with a parameter that says which it was written for. */
const ROWS = ENDPOINTS.filter(dependsOnVersion).map(
  ({ form: _, streams: __, complete: ___, ...row }: AnyEndpoint): Endpoint<undefined, void> => ({
    ...row,
    dialects: true,
    optional: true,
    params: (_input, dialect) => ({ dialect }),
    read: nothing,
  }),
);

function connect(version: string, entrance: Entrance) {
  const server = new ReplaceableServer(version, entrance);
  const clock = new FakeClock();
  const { transport } = server;
  const auth = AUTH[entrance];
  const session = new QBittorrentSession({ baseUrl: 'http://host', auth, transport, clock });
  return { server, clock, session };
}

function pathFor(row: Endpoint<undefined, void>, version: string): string {
  return pathOf(encodeRequest(row, undefined, new URL('http://host/api/v2/'), version));
}

describe.each([
  [OLD, NEW],
  [NEW, OLD],
])('when Web API %s was replaced by %s', (from, to) => {
  describe.each<Entrance>(['password', 'API key', 'bypass'])(
    'for a client that gets in by %s',
    (entrance) => {
      test.each(ROWS.map((row) => [row.path, row] as const))(
        '%s is written for the new version after qBittorrent was replaced',
        async (_, row) => {
          const { server, session, clock } = connect(from, entrance);
          await session.getWebApiVersion();
          server.becomes(to);
          // Nothing in the replies shows it to a key.
          if (entrance === 'API key') clock.time += 30_000;
          const isKnown = isSupported(row, to);
          const call = session.call(row, undefined);
          if (!isKnown) {
            expect((await caught(call)).message).toContain(`(Web API ${to})`);
            expect(server.ran.filter(({ dialect }) => dialect === to)).toEqual([]);
            return;
          }
          await call;
          const wrote = { path: pathFor(row, to), dialect: to };
          if (isRepeatable(row)) return void expect(server.ran.at(-1)).toEqual(wrote);
          // What changes something is never sent a second time after it was done.
          expect(server.ran).toHaveLength(1);
          const isMistaken =
            entrance === 'bypass' && isSupported(row, from) && server.has(pathFor(row, from));
          if (!isMistaken) expect(server.ran).toEqual([wrote]);
        },
      );

      test('the version is the new one after qBittorrent was replaced', async () => {
        const { server, session, clock } = connect(from, entrance);
        await session.getWebApiVersion();
        server.becomes(to);
        clock.time += 30_000;
        await session.isUp();
        expect(await session.getWebApiVersion()).toBe(to);
      });
    },
  );
});

describe('a call that the server does not have', () => {
  const newCall = ROWS.find(({ path }) => path === 'torrents/count');
  const oldCall = ROWS.find(({ path }) => path === 'torrents/info');
  if (newCall === undefined || oldCall === undefined) throw new Error('The rows have other names');

  test('a call that is missing in the known version makes the client look at the version once more', async () => {
    const { server, session } = connect(OLD, 'password');
    await session.getWebApiVersion();
    server.paths.length = 0;
    expect((await caught(session.call(newCall, undefined))).code).toBe('QBT_UNSUPPORTED');
    expect(server.paths).toEqual(['app/webapiVersion']);
  });

  test('a call that is answered with a 404 makes the client look at the version once more, and report the 404', async () => {
    const { server, session } = connect(NEW, 'password');
    await session.getWebApiVersion();
    server.paths.length = 0;
    server.has = () => false;
    expect((await caught(session.call(oldCall, undefined))).code).toBe('QBT_NOT_FOUND');
    expect(server.paths).toEqual(['torrents/info', 'app/webapiVersion']);
  });

  test('a call that is answered with a 404 right after the version was read causes no further request', async () => {
    const { server, session } = connect(NEW, 'bypass');
    server.has = () => false;
    expect((await caught(session.call(oldCall, undefined))).code).toBe('QBT_NOT_FOUND');
    expect(server.paths).toEqual(['app/webapiVersion', 'torrents/info']);
  });
});

test('a client closes a download when the version after it cannot be read', async () => {
  const clock = new FakeClock();
  let looks = 0;
  let isClosed = false;
  const cancel = () => {
    isClosed = true;
  };
  const session = new QBittorrentSession({
    baseUrl: 'http://host',
    clock,
    auth: { apiKey: 'key' },
    transport: async ({ url }) => {
      if (!url.endsWith('app/webapiVersion')) {
        clock.time += 30_000;
        return { status: 200, headers: {}, body: '', stream: new ReadableStream({ cancel }) };
      }
      looks += 1;
      if (looks > 1) throw networkFailure('ECONNREFUSED');
      return { status: 200, headers: {}, body: '2.11.4' };
    },
  });
  const download = session.call(exportTorrent, { hash: 'a'.repeat(40) });
  expect((await caught(download)).code).toBe('QBT_UNREACHABLE');
  expect(isClosed).toBe(true);
});

import { describe, expect, test } from 'vitest';
import { caught, networkFailure } from '../../test/caught.ts';
import { FakeQBittorrent, text } from '../../test/fake-qbittorrent.ts';
import { QBittorrentSession } from '../session/session.ts';
import type { Endpoint } from './endpoint.ts';
import { nothing } from './nothing.ts';

const row = { path: 'a/new', method: 'GET', since: '2.8.0', does: 'test', read: nothing } as const;
const NEW: Endpoint<undefined, void> = row;
const GONE: Endpoint<undefined, void> = { ...row, since: '2.1.0', removed: '2.8.0' };
const RENAMED: Endpoint<undefined, void> = { ...row, since: '2.11.0', formerly: 'a/old' };
const OLDEST: Endpoint<undefined, void> = { ...row, since: '2.0.0' };

function connect(version: string) {
  const paths: string[] = [];
  let answer = version;
  const session = new QBittorrentSession({
    baseUrl: 'http://host',
    async transport({ url }) {
      const path = url.split('/api/v2/')[1] ?? '';
      paths.push(path);
      if (answer === '') throw networkFailure('ECONNREFUSED');
      return text(200, path === 'app/webapiVersion' ? answer : '');
    },
  });
  const becomes = (next: string) => {
    answer = next;
  };
  return { session, paths, becomes };
}

describe('a call that not every version has', () => {
  test('a call that not every version has is not sent to a server that is too old, and the version that is needed is named', async () => {
    const { session, paths } = connect('2.7.9');
    const { code, message } = await caught(session.call(NEW, undefined));
    expect(code).toBe('QBT_UNSUPPORTED');
    expect(message).toBe(
      'Cannot test: this qBittorrent (Web API 2.7.9) does not have the call; update it to one with Web API 2.8.0',
    );
    expect(paths).toEqual(['app/webapiVersion']);
  });

  test('a call that not every version has is not sent to a server that is too new', async () => {
    const { session, paths } = connect('2.8.0');
    const { code, message } = await caught(session.call(GONE, undefined));
    expect(code).toBe('QBT_UNSUPPORTED');
    expect(message).toContain('it was removed in Web API 2.8.0');
    expect(paths).toEqual(['app/webapiVersion']);
    await connect('2.7.0').session.call(GONE, undefined);
  });

  test('a call that not every version has goes to the path that it has in that version', async () => {
    const old = connect('2.10.5');
    await old.session.call(RENAMED, undefined);
    expect(old.paths).toEqual(['app/webapiVersion', 'a/old']);
    const young = connect('2.11.0');
    await young.session.call(RENAMED, undefined);
    expect(young.paths).toEqual(['app/webapiVersion', 'a/new']);
  });

  test('a call that not every version has asks for the version once, also for 20 calls at a time', async () => {
    const { session, paths } = connect('2.8.0');
    await Promise.all(Array.from({ length: 20 }, () => session.call(NEW, undefined)));
    await session.call(RENAMED, undefined);
    expect(paths.filter((path) => path === 'app/webapiVersion')).toHaveLength(1);
  });

  test('a call that not every version has asks for the version again after the server was away, because another may have come back', async () => {
    const { session, becomes } = connect('2.7.0');
    await caught(session.call(NEW, undefined));
    becomes('');
    expect((await caught(session.call(OLDEST, undefined))).code).toBe('QBT_UNREACHABLE');
    becomes('2.8.0');
    await session.call(NEW, undefined);
  });

  test('a call that not every version has is aborted while the version is asked for', async () => {
    const stop = new AbortController();
    const session = new QBittorrentSession({
      baseUrl: 'http://host',
      transport: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          stop.abort('mine');
        }),
    });
    const call = session.call(NEW, undefined, { signal: stop.signal });
    await expect(call).rejects.toBe('mine');
  });
});

describe('a call that every version has', () => {
  test('a call that every version has needs no version', async () => {
    const { session, paths } = connect('2.0.0');
    await session.call(OLDEST, undefined);
    expect(paths).toEqual(['a/new']);
  });
});

describe('after a new login', () => {
  test('the version is requested again after a new login', async () => {
    const server = new FakeQBittorrent('4.5');
    const session = new QBittorrentSession({
      baseUrl: 'http://host',
      auth: { username: 'admin', password: 'adminadmin' },
      transport: server.transport,
    });
    expect(await session.getWebApiVersion()).toBe('2.8.19');
    await session.getWebApiVersion();
    await session.login();
    await session.getWebApiVersion();
    expect(server.calls().filter((call) => call === 'GET app/webapiVersion')).toHaveLength(2);
  });
});

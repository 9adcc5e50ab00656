import type { TransportOptions } from '@portkeep/http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { caught } from '../../test/caught.ts';
import { FakeQBittorrent } from '../../test/fake-qbittorrent.ts';
import { ADMIN, connect } from '../../test/session-client.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';

/** A server whose answers to one path are held back, and the options that its transport got. */
function slowAt(path: string) {
  const server = new FakeQBittorrent();
  const limits: Record<string, number> = {};
  const sent: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const client = new QBittorrentClient({
    baseUrl: 'http://host:8080',
    auth: ADMIN,
    transport: async (request, options: TransportOptions) => {
      const [, asked = ''] = request.url.split('/api/v2/');
      limits[asked] = options.timeoutMs;
      sent.push(asked);
      if (asked === path) await held;
      return await server.transport(request, options);
    },
  });
  return { client, server, limits, sent, release };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the time limit of a call', () => {
  test('the time limit of a call applies to the login that it needs, which goes on for the others', async () => {
    const { client, server, limits, release } = slowAt('auth/login');
    const short = caught(client.app.version({ timeoutMs: 200 }));
    const long = client.app.version({ timeoutMs: 9_000 });
    await vi.advanceTimersByTimeAsync(200);
    const { code, message } = await short;
    expect(code).toBe('QBT_TIMEOUT');
    expect(message).toMatch(/^Cannot log in to qBittorrent: .* within 200 ms; /);
    release();
    expect(await long).toBe('v5.2.3');
    expect(server.logins()).toBe(1);
    expect(limits).toEqual({ 'auth/login': 10_000, 'app/version': 9_000 });
  });

  test('the time limit of a call does not abandon a login that takes too long: the next call joins it', async () => {
    const { client, server, release } = slowAt('auth/login');
    for (let call = 0; call < 6; call += 1) {
      const short = caught(client.auth.login({ timeoutMs: 200 }));
      await vi.advanceTimersByTimeAsync(200);
      expect((await short).code).toBe('QBT_TIMEOUT');
    }
    release();
    await client.app.version({ timeoutMs: 200 });
    expect(server.logins()).toBe(1);
  });

  test('the time limit of a call lets the login continue, also for a caller that aborts afterwards', async () => {
    const { client, sent, release } = slowAt('auth/login');
    for (let call = 0; call < 6; call += 1) {
      const stop = new AbortController();
      const short = caught(client.auth.login({ timeoutMs: 200, signal: stop.signal }));
      await vi.advanceTimersByTimeAsync(200);
      expect((await short).code).toBe('QBT_TIMEOUT');
      stop.abort();
      await vi.advanceTimersByTimeAsync(0);
    }
    release();
    await client.app.version();
    expect(sent).toEqual(['auth/login', 'app/version']);
  });

  test('the time limit of a call lets the login continue when all callers that wait for it abort', async () => {
    const { client, sent, release } = slowAt('auth/login');
    for (let call = 0; call < 6; call += 1) {
      const stop = new AbortController();
      const aborted = client.app.version({ signal: stop.signal });
      await vi.advanceTimersByTimeAsync(10);
      stop.abort('enough');
      await expect(aborted).rejects.toBe('enough');
    }
    release();
    await client.app.version();
    expect(sent).toEqual(['auth/login', 'app/version']);
  });

  test('a password that hung once while it was read does not block later calls', async () => {
    const server = new FakeQBittorrent();
    let reads = 0;
    const password = () => {
      reads += 1;
      return reads === 1 ? new Promise<string>(() => {}) : ADMIN.password;
    };
    const client = new QBittorrentClient({
      baseUrl: 'host:8080',
      auth: { ...ADMIN, password },
      transport: server.transport,
      timeoutMs: 300,
    });
    const calls = [caught(client.app.version())];
    await vi.advanceTimersByTimeAsync(299);
    calls.push(caught(client.app.version()));
    await vi.advanceTimersByTimeAsync(300);
    calls.push(caught(client.app.version()));
    await vi.advanceTimersByTimeAsync(1);
    for (const call of calls) expect((await call).code).toBe('QBT_TIMEOUT');
    expect(await client.app.version()).toBe('v5.2.3');
    expect(server.logins()).toBe(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('the time limit of a call applies to the request for the version, which goes on for the others', async () => {
    const { client, limits, release } = slowAt('app/webapiVersion');
    await client.auth.login();
    const short = caught(client.app.buildInfo({ timeoutMs: 200 }));
    const long = client.session.getWebApiVersion();
    await vi.advanceTimersByTimeAsync(200);
    expect((await short).message).toMatch(/^Cannot read the version of the Web API: .* 200 ms; /);
    release();
    expect(await long).toBe('2.15.1');
    expect(limits['app/webapiVersion']).toBe(10_000);
  });

  test('the time limit of a call may be longer than that of the client, also for the login and the check after it', async () => {
    const { client, server, limits, release } = slowAt('');
    server.password = 'another';
    release();
    expect((await caught(client.app.version({ timeoutMs: 60_000 }))).code).toBe(
      'QBT_LOGIN_REJECTED',
    );
    expect(limits).toEqual({ 'auth/login': 60_000, 'app/version': 60_000 });
  });

  test('a call leaves no timer behind', async () => {
    await connect(new FakeQBittorrent()).app.version();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31])(
  '%d milliseconds, which a timer takes for one',
  (timeoutMs) => {
    const refusal = new TypeError('Cannot use "timeoutMs": give milliseconds from 1 to 2147483647');

    test('a time limit that a timer cannot keep is refused by the constructor', () => {
      const { transport } = new FakeQBittorrent();
      const construct = () =>
        new QBittorrentClient({ baseUrl: 'http://host', transport, timeoutMs });
      expect(construct).toThrow(refusal);
    });

    test('a time limit that a timer cannot keep is refused by a call, which sends nothing', async () => {
      for (const auth of [ADMIN, { apiKey: 'qbt_key' }]) {
        const server = new FakeQBittorrent();
        const client = connect(server, auth);
        await expect(client.app.version({ timeoutMs })).rejects.toEqual(refusal);
        await expect(client.app.buildInfo({ timeoutMs })).rejects.toEqual(refusal);
        await expect(client.session.isUp({ timeoutMs })).rejects.toEqual(refusal);
        expect(server.requests).toEqual([]);
      }
    });
  },
);

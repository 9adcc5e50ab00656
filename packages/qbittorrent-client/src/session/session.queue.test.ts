import { withinLimit } from '@portkeep/http/client';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { FakeQBittorrent, text } from '../../test/fake-qbittorrent.ts';
import { ADMIN } from '../../test/session-client.ts';
import type { QBittorrentClientOptions } from '../client-options.ts';
import { QBittorrentClient } from '../qbittorrent-client.ts';

/** A server whose replies are held back from `hold()` to `release()`, and the requests under way. */
function wire(options: Partial<QBittorrentClientOptions> = {}) {
  const server = new FakeQBittorrent();
  const state = { now: 0, most: 0, sent: [] as string[], onSend: () => {} };
  let held: Promise<void> | undefined;
  let release = () => {};
  const hold = () => {
    held = new Promise((resolve) => {
      release = resolve;
    });
  };
  const client = new QBittorrentClient({
    baseUrl: 'http://host:8080',
    auth: ADMIN,
    transport: async (request, carry) => {
      state.sent.push(request.url.split('/api/v2/')[1] ?? '');
      state.onSend();
      state.now += 1;
      state.most = Math.max(state.most, state.now);
      try {
        return await withinLimit(carry, async () => {
          const reply = await server.transport(request, carry);
          await held;
          return reply;
        });
      } finally {
        state.now -= 1;
      }
    },
    ...options,
  });
  return { server, client, state, hold, release: () => release() };
}

const many = (count: number, call: () => Promise<unknown>) =>
  Promise.all(Array.from({ length: count }, call));

describe('2000 calls at once', () => {
  test('2000 calls at once are sent 16 at a time', async () => {
    const { client, state } = wire();
    await many(2_000, () => client.app.version());
    expect(state.most).toBe(16);
    expect(state.sent).toHaveLength(2_001);
  });

  test.each([1, 3, 500])(
    '2000 calls at once are sent %d at a time where the options say so',
    async (concurrency) => {
      const { client, state } = wire({ concurrency });
      await many(2_000, () => client.app.version());
      expect(state.most).toBe(concurrency);
    },
  );

  test('2000 calls at once are all sent at once where the options say so', async () => {
    const { client, state } = wire({ concurrency: Number.POSITIVE_INFINITY });
    await many(2_000, () => client.app.version());
    expect(state.most).toBe(2_000);
  });

  test.each([1, 16])(
    '2000 calls at once cost one login when the session ends among them, %d at a time',
    async (concurrency) => {
      const { server, client, state } = wire({ concurrency });
      await client.auth.login();
      state.onSend = () => {
        if (state.sent.length === 1_000) server.restart();
      };
      await many(2_000, () => client.app.version());
      expect(server.logins()).toBe(2);
      expect(state.most).toBeLessThanOrEqual(concurrency);
      // Those that were under way, and no others, were refused.
      expect(state.sent.length).toBeLessThanOrEqual(2_002 + concurrency);
    },
  );
});

describe('a call that waits for a place in the queue', () => {
  test('a call that waits for a place in the queue is not sent when it is aborted', async () => {
    const { client, state, hold, release } = wire({ concurrency: 1 });
    await client.auth.login();
    hold();
    const stop = new AbortController();
    const first = client.app.version();
    const second = client.app.preferences({ signal: stop.signal });
    await expect.poll(() => state.now).toBe(1);
    stop.abort('mine');
    await expect(second).rejects.toBe('mine');
    release();
    await first;
    expect(state.sent).toEqual(['auth/login', 'app/version']);
  });

  test('a call that waits for a place in the queue has its whole time after the wait', async () => {
    const { client, state, hold, release } = wire({ concurrency: 1 });
    await client.auth.login();
    hold();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const first = client.app.version();
    const second = client.app.version({ timeoutMs: 100 });
    await expect.poll(() => state.now).toBeGreaterThan(0);
    await vi.advanceTimersByTimeAsync(150);
    release();
    expect(await Promise.all([first, second])).toEqual(['v5.2.3', 'v5.2.3']);
  });

  test('a call that waits for a place in the queue is overtaken by all requests that set a port', async () => {
    const { client, state } = wire({ concurrency: 1 });
    await client.session.getWebApiVersion();
    state.sent.length = 0;
    const calls = many(100, () => client.app.version());
    await client.portForward.apply({ port: 54_321 });
    const waiting = 100 - state.sent.filter((path) => path === 'app/version').length;
    await calls;
    // One call was under way at each of its requests.
    expect(waiting).toBeGreaterThan(90);
  });

  test('a call that waits for a place in the queue is overtaken by an urgent call and by isUp()', async () => {
    const { client, state, hold, release } = wire({ concurrency: 1 });
    await client.auth.login();
    hold();
    const calls = [
      client.app.version(),
      client.app.version(),
      client.app.preferences({ urgent: true }),
    ];
    const isUp = client.session.isUp();
    await expect.poll(() => state.now).toBe(1);
    release();
    expect(await isUp).toBe(true);
    await Promise.all(calls);
    expect(state.most).toBe(1);
    expect(state.sent.slice(1)).toEqual([
      'app/version',
      'app/preferences',
      'app/version',
      'app/version',
    ]);
  });
});

describe('a place in the queue', () => {
  test('a place in the queue is free while its call waits for a login', async () => {
    const { server, client } = wire({ concurrency: 1 });
    await client.app.version();
    server.restart();
    await client.app.version();
    expect(server.logins()).toBe(2);
  });

  test('a place in the queue is free as soon as a download begins', async () => {
    const { server, client } = wire({ concurrency: 1 });
    server.intercept = ({ url }) => {
      if (!url.includes('torrents/export')) return undefined;
      return { ...text(200, ''), stream: new ReadableStream({}) };
    };
    const stream = await client.torrents.export({ hash: 'a'.repeat(40) });
    expect(await client.app.version()).toBe('v5.2.3');
    await stream.cancel();
  });
});

describe('the option "concurrency"', () => {
  test.each([0, -1, 0.5, Number.NaN, '7', null])(
    'the option "concurrency" cannot be %j',
    (value: unknown) => {
      const { transport } = new FakeQBittorrent();
      const construct = () =>
        new QBittorrentClient({ baseUrl: 'http://host', transport, concurrency: value as number });
      expect(construct).toThrow(
        new TypeError('Cannot use "concurrency": give a number from 1 to Infinity'),
      );
    },
  );
});

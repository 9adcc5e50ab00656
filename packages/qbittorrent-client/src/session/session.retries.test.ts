import { TransportFailure } from '@portkeep/http';
import { describe, expect, test } from 'vitest';
import { caught, networkFailure } from '../../test/caught.ts';
import { ENDPOINTS } from '../../test/endpoint-groups.ts';
import { FakeClock } from '../../test/fake-clock.ts';
import { withoutInput } from '../../test/row-without-input.ts';
import { isRepeatable } from '../protocol/is-repeatable.ts';
import { nothing } from '../protocol/nothing.ts';
import type { WallClock } from '../wall-clock.ts';
import { QBittorrentSession } from './session.ts';

type Outcome = Error | { status: number; headers?: Record<string, string> };
const GOOD: Outcome = { status: 200 };
const CLOSED = networkFailure('ECONNRESET');

/** A server that gives one outcome after the other, with a record of requests and pauses. */
function connect(
  outcomes: readonly Outcome[],
  retries?: number,
  clock: WallClock = new FakeClock(),
) {
  const waits: number[] = [];
  let sent = 0;
  const session = new QBittorrentSession({
    baseUrl: 'http://host',
    clock: {
      now: () => clock.now(),
      delay(ms, signal) {
        waits.push(ms);
        return clock.delay(ms, signal);
      },
    },
    retries,
    concurrency: 1,
    transport: async () => {
      const outcome = outcomes[Math.min(sent, outcomes.length - 1)] ?? GOOD;
      sent += 1;
      if (outcome instanceof Error) throw outcome;
      return { headers: {}, body: '', ...outcome };
    },
  });
  const row = { path: 'a/b', method: 'GET', since: '2.0.0', does: 'read', read: nothing } as const;
  return { session, waits, sent: () => sent, read: () => session.call(row, undefined) };
}

describe('a call that reads', () => {
  test.each([
    ['a lost connection', CLOSED],
    ['the status 429', { status: 429 }],
    ['the status 500', { status: 500 }],
    ['the status 502', { status: 502 }],
    ['the status 503', { status: 503 }],
    ['the status 504', { status: 504 }],
  ])('a call that reads is sent again after %s, twice', async (_, outcome) => {
    const good = connect([outcome, outcome, GOOD]);
    await good.read();
    expect(good.waits).toEqual([250, 1_000]);
    const bad = connect([outcome]);
    expect((await caught(bad.read())).retryable).toBe(true);
    expect(bad.sent()).toBe(3);
  });

  test.each([
    ['a refused connection', networkFailure('ECONNREFUSED')],
    ['no answer in time', networkFailure('ETIMEDOUT')],
    ['a bad certificate', networkFailure('CERT_HAS_EXPIRED')],
    ['a name that is not known', networkFailure('ENOTFOUND')],
    ['no route', new TransportFailure('unreachable', { code: 'EHOSTUNREACH', maybeSent: false })],
    ['the status 400', { status: 400 }],
    ['the status 403', { status: 403 }],
    ['the status 404', { status: 404 }],
    ['the status 409', { status: 409 }],
  ])('a call that reads is not sent again after %s', async (_, outcome) => {
    const { read, sent } = connect([outcome]);
    await caught(read());
    expect(sent()).toBe(1);
  });

  test.each([
    [0, []],
    [1, [250]],
    [5, [250, 1_000, 4_000, 10_000, 10_000]],
  ])(
    'a call that reads is sent again at most %d times where the options say so',
    async (retries, expected) => {
      const { read, sent, waits } = connect([CLOSED], retries);
      await caught(read());
      expect(sent()).toBe(retries + 1);
      expect(waits).toEqual(expected);
    },
  );

  test('a call that reads waits as long as the server asks for, up to 10 seconds', async () => {
    const busy = (after: string) => ({ status: 503, headers: { 'retry-after': after } });
    const short = connect([busy('10'), busy('0'), GOOD]);
    await short.read();
    expect(short.waits).toEqual([10_000, 1_000]);
    const long = connect([busy('11'), GOOD]);
    expect(await caught(long.read())).toMatchObject({ status: 503, retryAfterSeconds: 11 });
    expect(long.waits).toEqual([]);
  });

  test('a call that reads is aborted while it waits to be sent again', async () => {
    const stop = new AbortController();
    const clock: WallClock = {
      now: () => 0,
      delay: (_, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          stop.abort('mine');
        }),
    };
    const { session, sent } = connect([CLOSED], 2, clock);
    const row = {
      path: 'a/b',
      method: 'GET',
      since: '2.0.0',
      does: 'read',
      read: nothing,
    } as const;
    await expect(session.call(row, undefined, { signal: stop.signal })).rejects.toBe('mine');
    expect(sent()).toBe(1);
  });

  test('a call that reads holds no place while it waits to be sent again', async () => {
    let goOn = () => {};
    const clock: WallClock = {
      now: () => 0,
      delay: () =>
        new Promise((resolve) => {
          goOn = resolve;
        }),
    };
    const { read, sent, waits } = connect([{ status: 503 }, GOOD], 1, clock);
    const waiting = read();
    await expect.poll(() => waits.length).toBe(1);
    await read();
    goOn();
    await waiting;
    expect(sent()).toBe(3);
  });
});

describe('of all calls', () => {
  test.each(ENDPOINTS.map((row) => [row.path, withoutInput(row)] as const))(
    '%s is sent again only if the server may get it twice',
    async (_, row) => {
      for (const outcome of [CLOSED, { status: 429 }, { status: 503 }]) {
        const { session, sent } = connect([outcome]);
        await session.call(row, undefined as never).catch(() => undefined);
        expect(sent()).toBe(isRepeatable(row) ? 3 : 1);
      }
    },
  );
});

describe('a login', () => {
  test.each([CLOSED, { status: 429 }, { status: 503 }])(
    'a login is not sent again after %o',
    async (outcome) => {
      let logins = 0;
      const session = new QBittorrentSession({
        baseUrl: 'http://host',
        auth: { username: 'admin', password: 'adminadmin' },
        clock: new FakeClock(),
        transport: async () => {
          logins += 1;
          if (outcome instanceof Error) throw outcome;
          return { headers: {}, body: '', ...outcome };
        },
      });
      await caught(
        session.call(
          { path: 'a/b', method: 'GET', since: '2.0.0', does: 'read', read: nothing },
          undefined,
        ),
      );
      expect(logins).toBe(1);
    },
  );
});

describe('the option "retries"', () => {
  test.each([-1, 11, Number.NaN, '2', null])(
    'the option "retries" cannot be %j',
    (value: unknown) => {
      const construct = () => connect([GOOD], value as number);
      expect(construct).toThrow(new TypeError('Cannot use "retries": give a number from 0 to 10'));
    },
  );
});

describe('a call that depends on the version', () => {
  test.each([0, 1, 2, 3])(
    'a call that depends on the version is sent again at most %d times too',
    async (retries) => {
      let sent = 0;
      const session = new QBittorrentSession({
        baseUrl: 'http://host',
        clock: new FakeClock(),
        retries,
        transport: async ({ url }) => {
          if (url.endsWith('app/webapiVersion'))
            return { status: 200, headers: {}, body: '2.11.4' };
          sent += 1;
          throw CLOSED;
        },
      });
      const row = {
        path: 'a/b',
        method: 'GET',
        since: '2.1.0',
        does: 'read',
        read: nothing,
      } as const;
      await caught(session.call(row, undefined));
      expect(sent).toBe(1 + retries);
    },
  );
});

import { PiaError, type PiaErrorCode } from '@portkeep/pia-client/core';
import { describe, expect, test } from 'vitest';
import type { LoginWait } from '../state/pia-state.ts';
import {
  remainingWaitMs,
  waitAfterFailure,
  waitAfterRefusedToken,
  waitWithoutAnswer,
} from './login-wait.ts';

const NOW = Date.parse('2026-01-14T19:30:00Z');

const origin = (previous?: LoginWait) => ({
  previous,
  credentials: 'h',
  now: NOW,
  random: () => 0.5,
});

/** The waits when the same failure repeats, in seconds. */
function waits(count: number, next: (previous?: LoginWait) => LoginWait | undefined): number[] {
  const seconds: number[] = [];
  let previous: LoginWait | undefined;
  for (let time = 0; time < count; time += 1) {
    previous = next(previous);
    seconds.push(previous?.wait_seconds ?? 0);
  }
  return seconds;
}

const failure = (code: PiaErrorCode, details: object) => new PiaError(code, 'x', 'y', details);
const waitsAfter = (error: PiaError) =>
  waits(6, (previous) => waitAfterFailure(error, origin(previous)));

describe('the wait for the next login', () => {
  test.each([
    ['no name', 'PIA_UNREACHABLE'],
    ['no connection', 'PIA_CONNECTION_REFUSED'],
    ['no handshake in time', 'PIA_TIMEOUT'],
    ['a server that is not trusted', 'PIA_NOT_PIA'],
    ['an empty password', 'PIA_CREDENTIALS_REJECTED'],
  ] as const)(
    'the wait for the next login is not needed after a login that was never sent (%s)',
    (_why, code) => {
      expect(waitAfterFailure(failure(code, { maybeSent: false }), origin())).toBeUndefined();
    },
  );

  test.each([
    ['a refusal', 'PIA_CREDENTIALS_REJECTED', { status: 401 }],
    ['too many attempts', 'PIA_RATE_LIMITED', { status: 200 }],
    ['a page that is not there', 'PIA_UNEXPECTED_RESPONSE', { status: 404 }],
    ['a timeout of the server', 'PIA_UNEXPECTED_RESPONSE', { status: 408 }],
    ['an unknown status', 'PIA_UNEXPECTED_RESPONSE', { status: 423 }],
    ['HTML', 'PIA_UNEXPECTED_RESPONSE', { status: 200 }],
    ['nothing', 'PIA_UNEXPECTED_RESPONSE', { status: 204 }],
    ['a redirect', 'PIA_UNEXPECTED_RESPONSE', { status: 302 }],
    ['something that is not HTTP', 'PIA_UNEXPECTED_RESPONSE', { maybeSent: true }],
    ['half a reply', 'PIA_UNREACHABLE', { maybeSent: true }],
  ] as const)(
    'the wait for the next login is 15 minutes after a login that was answered with %s',
    (_what, code, details) => {
      expect(waitsAfter(failure(code, details))).toEqual([900, 900, 900, 900, 900, 900]);
    },
  );

  test('the wait for the next login is 1, 5 and then 15 minutes after a login that was sent but not answered', () => {
    const expected = [60, 300, 900, 900, 900, 900];
    expect(waitsAfter(failure('PIA_TIMEOUT', { maybeSent: true }))).toEqual(expected);
    expect(waits(6, (previous) => waitWithoutAnswer(origin(previous)))).toEqual(expected);
  });

  test('the wait for the next login grows step by step while the server fails, give or take a tenth', () => {
    const error = failure('PIA_SERVER_ERROR', { status: 503 });
    expect(waitsAfter(error)).toEqual([5, 10, 20, 40, 60, 60]);
    const earliest = waitAfterFailure(error, { ...origin(), random: () => 0 });
    expect(earliest?.wait_seconds).toBe(4.5);
  });

  test.each([
    [60, 900],
    [3600, 3600],
    [10_000_000, 86_400],
  ])(
    'the wait for the next login after a refusal that asks for %i s is %i s',
    (retryAfterSeconds, seconds) => {
      const error = failure('PIA_RATE_LIMITED', { status: 429, retryAfterSeconds });
      expect(waitAfterFailure(error, origin())?.wait_seconds).toBe(seconds);
    },
  );

  test('the wait for the next login is as long as a failing server asks', () => {
    const error = failure('PIA_SERVER_ERROR', { status: 503, retryAfterSeconds: 120 });
    expect(waitAfterFailure(error, origin())?.wait_seconds).toBe(120);
  });

  test('the wait for the next login starts again for another reason, and with other credentials', () => {
    const first = waitWithoutAnswer(origin());
    const refused = waitAfterFailure(failure('PIA_BLOCKED', { status: 403 }), origin(first));
    expect(waitWithoutAnswer(origin(refused)).wait_seconds).toBe(60);
    expect(waitWithoutAnswer({ ...origin(first), credentials: 'i' }).wait_seconds).toBe(60);
  });
});

test('before a refused token is replaced is 15 minutes, then 1, 6 and 23 hours', () => {
  const hours = waits(6, (previous) => waitAfterRefusedToken(origin(previous))).map(
    (seconds) => seconds / 3600,
  );
  expect(hours).toEqual([0.25, 1, 6, 23, 23, 23]);
});

test('does not become longer when the clock is set back', () => {
  const wait = { at: new Date(NOW + 900_000).toISOString(), wait_seconds: 900 };
  const left = (now: number) => remainingWaitMs({ ...wait, reason: 'x', credentials: 'h' }, now);
  expect(left(NOW)).toBe(900_000);
  expect(left(NOW + 899_000)).toBe(1_000);
  expect(left(NOW + 900_000)).toBe(0);
  expect(left(NOW - 86_400_000 * 365)).toBe(900_000);
});

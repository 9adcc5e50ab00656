import { expect, test } from 'vitest';
import { failure, START, setUp } from '../../test/status-of-lease.ts';

test('before the first lease everything in the status is null and the app is not ready', () => {
  const { status } = setUp();
  expect(status.status()).toEqual({
    app: 'daemon',
    version: '1.2.3',
    state: 'starting',
    port: null,
    expires_at: null,
    renew_at: null,
    last_renewal_at: null,
    gateway: null,
    hostname: null,
    last_error: null,
    retry_at: null,
    sinks: {
      'port-file': { in_sync: true, code: null, message: null, retry_at: null },
      qbittorrent: { in_sync: true, code: null, message: null, retry_at: null },
    },
  });
  expect(status.ready(false)).toEqual({ ok: false, reasons: ['lease: none yet'] });
  expect(status.startedUp().ok).toBe(false);
});

test('a valid lease is shown with its times', () => {
  const { status, acquire } = setUp();
  acquire();
  expect(status.status()).toMatchObject({
    state: 'held',
    port: 54_321,
    expires_at: '2026-01-14T19:45:00Z',
    renew_at: '2026-01-14T19:43:20Z',
    last_renewal_at: '2026-01-14T19:30:00Z',
    gateway: '10.0.0.1',
    hostname: 'server42',
  });
  expect(status.ready(true)).toEqual({ ok: true, reasons: [] });
});

test('an app whose lease expires is not ready even if no event came', () => {
  const { status, acquire, pass } = setUp();
  acquire();
  pass(899_999);
  expect(status.ready(false).ok).toBe(true);
  pass(1);
  expect(status.ready(false)).toEqual({ ok: false, reasons: ['lease: lapsed'] });
  expect(status.status()).toMatchObject({ state: 'lost', port: 54_321 });
});

test('a lease expires on time although the wall clock was set back or the machine slept', () => {
  const setBack = setUp();
  setBack.acquire();
  setBack.time.wall -= 3_600_000;
  setBack.time.monotonic += 900_000;
  expect(setBack.status.state()).toBe('lost');
  const slept = setUp();
  slept.acquire();
  slept.time.wall += 900_000;
  expect(slept.status.state()).toBe('lost');
});

test('a lost lease stays lost whatever the clocks say', () => {
  const { status, acquire } = setUp();
  acquire();
  status.lease({
    type: 'lost',
    lease: { value: { port: 1, gateway: null, hostname: null }, renewAt: 0, expiresAt: 0 },
  });
  expect(status.state()).toBe('lost');
});

test('a failed renewal makes the app degraded and is shown until the next success', () => {
  const { status, acquire } = setUp();
  acquire();
  status.lease({ type: 'failed', error: failure, attempt: 1, retryAt: START + 5_000 });
  expect(status.status()).toMatchObject({
    state: 'degraded',
    last_error: 'PIA_TIMEOUT: No answer for ***',
    retry_at: '2026-01-14T19:30:05Z',
  });
  expect(status.ready(true).ok).toBe(true);
  acquire(54_321, 'renewed');
  expect(status.status()).toMatchObject({ state: 'held', last_error: null, retry_at: null });
});

test('/readyz gives the reason why there is no lease', () => {
  const { status } = setUp();
  status.lease({ type: 'failed', error: failure, attempt: 1, retryAt: START });
  expect(status.ready(false).reasons).toEqual(['lease: none yet; PIA_TIMEOUT: No answer for ***']);
});

test('an app whose lease is in doubt is not ready until the next lease', () => {
  const { status, acquire } = setUp();
  acquire();
  status.doubt('The tunnel of hunter2 changed');
  expect(status.ready(false)).toEqual({ ok: false, reasons: ['The tunnel of *** changed'] });
  expect(status.status()).toMatchObject({
    state: 'degraded',
    port: 54_321,
    last_error: 'The tunnel of *** changed',
  });
  status.lease({ type: 'failed', error: failure, attempt: 1, retryAt: START });
  expect(status.ready(false).ok).toBe(false);
  acquire(54_321, 'renewed');
  expect(status.ready(false).ok).toBe(true);
  expect(status.status()).toMatchObject({ state: 'held', last_error: null });
});

test('an app with an obstacle shows it and is not ready, but healthy', () => {
  const { status, acquire } = setUp();
  acquire();
  status.obstacle('another instance uses /config/state.json');
  expect(status.ready(false).reasons).toEqual(['another instance uses /config/state.json']);
  expect(status.status().last_error).toBe('another instance uses /config/state.json');
  expect(status.healthy()).toBe(true);
  status.obstacle(undefined);
  expect(status.ready(false).ok).toBe(true);
});

test('an app whose loop does not tick is unhealthy', () => {
  const { status, pass } = setUp({ stuckAfterMs: 1_000 });
  pass(1_000);
  expect(status.healthy()).toBe(true);
  pass(1);
  expect(status.healthy()).toBe(false);
  status.tick();
  expect(status.healthy()).toBe(true);
});

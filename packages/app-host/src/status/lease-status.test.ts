import type { SinkState } from '@portkeep/port-lease';
import { expect, test } from 'vitest';
import { LeaseStatus } from './lease-status.ts';
import type { LeaseStatusOptions, LeaseTrouble } from './lease-status-options.ts';

const START = Date.UTC(2026, 0, 14, 19, 30);

interface Value {
  readonly port: number;
}

function setUp(changes: Partial<LeaseStatusOptions<Value>> = {}) {
  const time = { wall: START, monotonic: 0 };
  const sinks: Record<string, SinkState> = {
    'port-file': { inSync: true },
    qbittorrent: { inSync: true },
  };
  const status = new LeaseStatus<Value>({
    app: 'daemon',
    version: '1.2.3',
    describe: ({ port }) => ({ port, gateway: '10.0.0.1', hostname: 'server42' }),
    ownSinks: ['port-file'],
    sinks: () => sinks,
    hide: (text) => text.replaceAll('hunter2', '***'),
    clock: { now: () => time.wall, monotonic: () => time.monotonic },
    ...changes,
  });
  const pass = (ms: number) => {
    time.wall += ms;
    time.monotonic += ms;
  };
  const acquire = (port = 54_321, type: 'acquired' | 'renewed' = 'acquired') =>
    status.lease({
      type,
      lease: { value: { port }, renewAt: time.wall + 800_000, expiresAt: time.wall + 900_000 },
    });
  return { status, sinks, time, pass, acquire };
}

const failure = Object.assign(new Error('No answer for hunter2'), { code: 'PIA_TIMEOUT' });

test('before the first lease everything is null and nothing is ready', () => {
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

test('a held lease is shown with its times', () => {
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

test('a lease that lapses is not ready although no event came', () => {
  const { status, acquire, pass } = setUp();
  acquire();
  pass(899_999);
  expect(status.ready(false).ok).toBe(true);
  pass(1);
  expect(status.ready(false)).toEqual({ ok: false, reasons: ['lease: lapsed'] });
  expect(status.status()).toMatchObject({ state: 'lost', port: 54_321 });
});

test('a lease lapses when the wall clock is set back, and when the machine slept', () => {
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

test('a lost lease is lost whatever the clocks say', () => {
  const { status, acquire } = setUp();
  acquire();
  status.lease({ type: 'lost', lease: { value: { port: 1 }, renewAt: 0, expiresAt: 0 } });
  expect(status.state()).toBe('lost');
});

test('a failed renewal degrades and is told until the next success', () => {
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

test('the reason for having no lease is told in readyz', () => {
  const { status } = setUp();
  status.lease({ type: 'failed', error: failure, attempt: 1, retryAt: START });
  expect(status.ready(false).reasons).toEqual(['lease: none yet; PIA_TIMEOUT: No answer for ***']);
});

test('own files must be written, other sinks count with ?sinks only', () => {
  const { status, sinks, acquire } = setUp();
  acquire();
  sinks.qbittorrent = { inSync: false, code: 'QBT_BANNED', message: 'hunter2 is banned' };
  expect(status.ready(false).ok).toBe(true);
  expect(status.ready(true).reasons).toEqual(['qbittorrent: QBT_BANNED: *** is banned']);
  expect(status.state()).toBe('degraded');
  const fresh = setUp();
  fresh.sinks['port-file'] = { inSync: false };
  fresh.acquire();
  expect(fresh.status.ready(false).reasons).toEqual(['port-file: not in sync yet']);
});

test('a file that is being rewritten stays ready, one that cannot be written does not', () => {
  const { status, sinks, acquire } = setUp();
  acquire();
  expect(status.ready(false).ok).toBe(true);
  sinks['port-file'] = { inSync: false };
  expect(status.ready(false).ok).toBe(true);
  sinks['port-file'] = { inSync: false, code: 'EACCES', message: 'Cannot write' };
  expect(status.ready(false).reasons).toEqual(['port-file: EACCES: Cannot write']);
});

test('a file that still holds the port before is not ready', () => {
  const { status, sinks, acquire } = setUp();
  acquire();
  expect(status.ready(false).ok).toBe(true);
  acquire(54_322);
  sinks['port-file'] = { inSync: false };
  expect(status.ready(false).reasons).toEqual(['port-file: not in sync yet']);
  sinks['port-file'] = { inSync: true };
  expect(status.ready(false).ok).toBe(true);
  acquire(54_322, 'renewed');
  sinks['port-file'] = { inSync: false };
  expect(status.ready(false).ok).toBe(true);
});

test('a file that held the port before does not complete the start', () => {
  const { status, sinks, acquire } = setUp({ ownSinks: ['port-file', 'data-file'] });
  acquire();
  sinks['data-file'] = { inSync: true };
  acquire(54_322);
  sinks['port-file'] = { inSync: false };
  sinks['data-file'] = { inSync: false };
  expect(status.startedUp().ok).toBe(false);
});

test('without files of its own an app has started with its first lease', () => {
  const { status, acquire, pass } = setUp({ ownSinks: [] });
  acquire();
  pass(2_000_000);
  expect(status.startedUp().ok).toBe(true);
});

test('a lease in doubt is not ready until the next one', () => {
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

test('started up is latched', () => {
  const { status, acquire, pass } = setUp();
  acquire();
  expect(status.startedUp().ok).toBe(true);
  pass(2_000_000);
  expect(status.startedUp()).toEqual({ ok: true, reasons: [] });
  expect(status.ready(false).ok).toBe(false);
});

test('started up is latched although nobody asked at that moment', () => {
  const { status, sinks, acquire, pass } = setUp();
  sinks['port-file'] = { inSync: false };
  acquire();
  sinks['port-file'] = { inSync: true };
  status.sink({ sink: 'port-file', type: 'published' });
  sinks['port-file'] = { inSync: false };
  pass(2_000_000);
  expect(status.startedUp().ok).toBe(true);
});

test('an obstacle is told and counts as not ready, but alive', () => {
  const { status, acquire } = setUp();
  acquire();
  status.obstacle('another instance uses /config/state.json');
  expect(status.ready(false).reasons).toEqual(['another instance uses /config/state.json']);
  expect(status.status().last_error).toBe('another instance uses /config/state.json');
  expect(status.healthy()).toBe(true);
  status.obstacle(undefined);
  expect(status.ready(false).ok).toBe(true);
});

test('a loop that does not tick is unhealthy', () => {
  const { status, pass } = setUp({ stuckAfterMs: 1_000 });
  pass(1_000);
  expect(status.healthy()).toBe(true);
  pass(1);
  expect(status.healthy()).toBe(false);
  status.tick();
  expect(status.healthy()).toBe(true);
});

test('the metrics count what happened', () => {
  const { status, sinks, acquire } = setUp();
  acquire(1_000);
  acquire(1_000, 'renewed');
  acquire(2_000, 'renewed');
  status.lease({ type: 'failed', error: failure, attempt: 1, retryAt: START });
  status.login('success');
  status.login('failure');
  status.sink({ sink: 'port-file', type: 'published' });
  status.sink({ sink: 'port-file', type: 'repaired' });
  status.sink({ sink: 'port-file', type: 'failed' });
  status.sink({ sink: 'port-file', type: 'withdrawn' });
  sinks.qbittorrent = { inSync: false };
  const samples = status
    .metrics()
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  expect(samples).toEqual([
    'portkeep_port 2000',
    'portkeep_lease_held 1',
    'portkeep_lease_expires_timestamp_seconds 1768419900',
    'portkeep_last_renewal_timestamp_seconds 1768419000',
    'portkeep_renewals_total{result="success"} 3',
    'portkeep_renewals_total{result="failure"} 1',
    'portkeep_port_changes_total 1',
    'portkeep_sink_in_sync{sink="port-file"} 1',
    'portkeep_sink_in_sync{sink="qbittorrent"} 0',
    'portkeep_sink_updates_total{sink="port-file",result="success"} 2',
    'portkeep_sink_updates_total{sink="port-file",result="failure"} 1',
    'portkeep_logins_total{result="success"} 1',
    'portkeep_logins_total{result="failure"} 1',
    'portkeep_build_info{app="daemon",version="1.2.3"} 1',
    '',
  ]);
});

test('a lease that never expires is shown as null and +Inf', () => {
  const { status } = setUp();
  const lease = { value: { port: 1 }, renewAt: START, expiresAt: Number.POSITIVE_INFINITY };
  status.lease({ type: 'acquired', lease });
  expect(status.status()).toMatchObject({ state: 'held', expires_at: null });
  expect(status.metrics()).toContain('portkeep_lease_expires_timestamp_seconds +Inf\n');
});

test('details are shown beside the rest, and what fails of a part stays visible', () => {
  let trouble: LeaseTrouble | undefined = { text: 'udp: no answer for hunter2', retryAt: START };
  const metric = {
    name: 'portkeep_part',
    help: 'A part',
    type: 'gauge',
    samples: [{ value: 7 }],
  } as const;
  const details = {
    fields: () => ({ udp_state: 'degraded' }),
    metrics: () => [metric],
    trouble: () => trouble,
  };
  const { status, acquire } = setUp({ details });
  expect(status.ready(false).reasons).toEqual(['lease: none yet; udp: no answer for ***']);
  acquire();
  expect(status.status()).toMatchObject({
    state: 'degraded',
    last_error: 'udp: no answer for ***',
    retry_at: '2026-01-14T19:30:00Z',
    udp_state: 'degraded',
  });
  expect(status.ready(true)).toEqual({ ok: true, reasons: [] });
  expect(status.metrics()).toContain('# TYPE portkeep_part gauge\nportkeep_part 7\n');
  trouble = undefined;
  expect(status.status()).toMatchObject({ state: 'held', last_error: null, retry_at: null });
});

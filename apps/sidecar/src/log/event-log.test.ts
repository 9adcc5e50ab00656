import { expect, test } from 'vitest';
import { leaseOf } from '../../test/natpmp-fixtures.ts';
import { recordedLog } from '../../test/recorded-log.ts';
import { EventLog } from './event-log.ts';

const NOW = Date.UTC(2026, 0, 14, 19, 30);

function setUp() {
  let now = NOW;
  const { log, lines } = recordedLog();
  const events = new EventLog(log, () => now);
  const pass = (ms: number) => {
    now += ms;
  };
  return { events, lines, pass };
}

const renewed = { type: 'renewed', lease: leaseOf('tcp', 50_000, NOW) } as const;

test('a loss, a port that moved and a mismatch are told with all numbers', () => {
  const { events, lines } = setUp();
  const lost = { type: 'lost', lease: renewed.lease } as const;
  events.mapping({ protocol: 'udp', event: lost }, { leases: [], lost: true });
  events.mapping(
    { protocol: 'tcp', event: renewed },
    {
      leases: [],
      portChange: { from: 62_610, to: 50_000 },
      mismatch: { tcp: 50_000, udp: 62_610 },
    },
  );
  expect(lines).toEqual([
    'ERROR The udp mapping is lost: not renewed in time; still trying',
    'WARN The external tcp port changed from 62610 to 50000',
    'WARN tcp/udp mismatch: the external port is 50000 for tcp and 62610 for udp; the one of tcp is published',
  ]);
});

test('a duration that the API cuts is told once', () => {
  const { events, lines } = setUp();
  const { lease } = renewed;
  const value = { ...lease.value, clamped: true, lifetimeSeconds: 30 };
  const event = { type: 'renewed', lease: { ...lease, value } } as const;
  events.mapping({ protocol: 'tcp', event }, { leases: [] });
  events.mapping({ protocol: 'udp', event }, { leases: [] });
  expect(lines).toEqual(['WARN The API cuts DURATION from 60 s to 30 s; renewals follow']);
});

test('a lifetime that the gateway cuts is logged as a decision of the gateway', () => {
  const { events, lines } = setUp();
  const { lease } = renewed;
  const value = { ...lease.value, clamped: true, lifetimeSeconds: 10, grantedSeconds: 10 };
  events.mapping(
    { protocol: 'tcp', event: { type: 'renewed', lease: { ...lease, value } } },
    { leases: [] },
  );
  expect(lines).toEqual(['WARN The gateway cuts DURATION from 60 s to 10 s; renewals follow']);
});

test('a restart of the gateway is logged as one', () => {
  const { events, lines } = setUp();
  events.mapping({ protocol: 'tcp', event: renewed, gatewayRestarted: true }, { leases: [] });
  expect(lines).toEqual([
    'WARN The gateway has restarted and lost its mappings; all are requested again',
  ]);
});

test('sinks are told of; the same failure once a minute', () => {
  const { events, lines, pass } = setUp();
  const failed = { sink: 'hook', type: 'failed', error: new Error('No'), retryAt: NOW } as const;
  events.sink(failed);
  pass(30_000);
  events.sink(failed);
  pass(31_000);
  events.sink(failed);
  events.sink({ sink: 'hook', type: 'withdrawn' });
  events.sink(failed);
  events.sink({ sink: 'hook', type: 'contended', retryAt: NOW });
  const retry = 'retry_at=2026-01-14T19:30:00Z';
  const failure = `WARN hook could not be told the port: No ${retry}`;
  expect(lines).toEqual([
    failure,
    failure,
    'INFO hook holds no port now',
    failure,
    `WARN hook is changed by another program again and again; left alone ${retry}`,
  ]);
});

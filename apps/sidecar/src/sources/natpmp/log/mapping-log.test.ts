import { expect, test } from 'vitest';
import { leaseOf } from '../../../../test/natpmp-fixtures.ts';
import { recordedLog } from '../../../../test/recorded-log.ts';
import { MappingLog } from './mapping-log.ts';

const NOW = Date.UTC(2026, 0, 14, 19, 30);

function setUp() {
  const { log, lines } = recordedLog();
  return { mappings: new MappingLog(log), lines };
}

const renewed = { type: 'renewed', lease: leaseOf('tcp', 50_000, NOW) } as const;

test('a loss, a port that moved and a mismatch are logged with all numbers', () => {
  const { mappings, lines } = setUp();
  const lost = { type: 'lost', lease: renewed.lease } as const;
  mappings.add({ protocol: 'udp', event: lost }, { leases: [], lost: true });
  mappings.add(
    { protocol: 'tcp', event: renewed },
    {
      leases: [],
      portChange: { from: 62_610, to: 50_000 },
      mismatch: { tcp: 50_000, udp: 62_610 },
    },
  );
  expect(lines).toEqual([
    'ERROR The udp mapping is lost: it was not renewed in time; still trying',
    'WARN The external tcp port changed from 62610 to 50000',
    'WARN tcp/udp mismatch: the external port is 50000 for tcp and 62610 for udp; the one of tcp is published',
  ]);
});

test('a duration that the API shortens is logged once', () => {
  const { mappings, lines } = setUp();
  const { lease } = renewed;
  const value = { ...lease.value, clamped: true, lifetimeSeconds: 30 };
  const event = { type: 'renewed', lease: { ...lease, value } } as const;
  mappings.add({ protocol: 'tcp', event }, { leases: [] });
  mappings.add({ protocol: 'udp', event }, { leases: [] });
  expect(lines).toEqual(['WARN The API cuts DURATION from 60 s to 30 s; renewals follow']);
});

test('a lifetime that the gateway shortens is logged as a decision of the gateway', () => {
  const { mappings, lines } = setUp();
  const { lease } = renewed;
  const value = { ...lease.value, clamped: true, lifetimeSeconds: 10, grantedSeconds: 10 };
  mappings.add(
    { protocol: 'tcp', event: { type: 'renewed', lease: { ...lease, value } } },
    { leases: [] },
  );
  expect(lines).toEqual(['WARN The gateway cuts DURATION from 60 s to 10 s; renewals follow']);
});

test('a restart of the gateway is logged as a restart', () => {
  const { mappings, lines } = setUp();
  mappings.add({ protocol: 'tcp', event: renewed, gatewayRestarted: true }, { leases: [] });
  expect(lines).toEqual([
    'WARN The gateway has restarted and lost its mappings; all are requested again',
  ]);
});

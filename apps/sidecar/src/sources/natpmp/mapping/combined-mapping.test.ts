import { NatPmpError, type Protocol } from '@portkeep/natpmp-client/core';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, leaseOf } from '../../../../test/natpmp-fixtures.ts';
import { CombinedMapping } from './combined-mapping.ts';

const NOW = 1_000_000;

function setUp(...protocols: readonly Protocol[]) {
  const combined = new CombinedMapping({ protocols, gateway: 'natpmp:8080' });
  return {
    combined,
    renew: (protocol: Protocol, port: number, at = NOW, type: 'acquired' | 'renewed' = 'renewed') =>
      combined.apply({ protocol, event: { type, lease: leaseOf(protocol, port, at) } }, at),
    /** A renewal whose reply shows that the gateway has restarted. */
    renewAfterRestart: (protocol: Protocol, port: number, at = NOW) => {
      const event = { type: 'renewed', lease: leaseOf(protocol, port, at) } as const;
      return combined.apply({ protocol, event, gatewayRestarted: true }, at);
    },
    fail: (protocol: Protocol, error: unknown = GATEWAY_FAILED, at = NOW) => {
      const event = { type: 'failed', error, attempt: 1, retryAt: at + 1_000 } as const;
      return combined.apply({ protocol, event }, at);
    },
    lose: (protocol: Protocol, at: number) => {
      const lease = combined.entries.get(protocol)?.lease ?? leaseOf(protocol, 1, 0);
      return combined.apply({ protocol, event: { type: 'lost', lease } }, at);
    },
    states: () => [...combined.entries.values()].map(({ state }) => state),
  };
}

test('nothing is published before every protocol is mapped', () => {
  const { renew, states } = setUp('tcp', 'udp');
  expect(renew('tcp', 62_610)).toEqual({ leases: [] });
  expect(states()).toEqual(['active', 'pending']);
  const { publish, leases } = renew('udp', 62_610, NOW + 250);
  expect(publish).toMatchObject({ port: 62_610, internalPort: 6881, protocol: 'tcp,udp' });
  expect(leases).toEqual([
    {
      type: 'renewed',
      lease: expect.objectContaining({ renewAt: NOW + 45_000, expiresAt: NOW + 60_000 }),
    },
  ]);
});

test.each(['tcp', 'udp'] as const)(
  '%s alone is enough where it is the only protocol enabled',
  (protocol) => {
    const { renew } = setUp(protocol);
    expect(renew(protocol, 62_610).publish).toMatchObject({ port: 62_610, protocol });
  },
);

test('the port of tcp represents both, and a mismatch is reported once', () => {
  const { renew, combined } = setUp('tcp', 'udp');
  renew('tcp', 62_610);
  const { publish, mismatch } = renew('udp', 62_611);
  expect(publish?.port).toBe(62_610);
  expect(mismatch).toEqual({ tcp: 62_610, udp: 62_611 });
  expect(renew('tcp', 62_610).mismatch).toBeUndefined();
  expect(combined.mismatch).toEqual({ tcp: 62_610, udp: 62_611 });
  renew('udp', 62_610);
  expect(combined.mismatch).toBeUndefined();
});

test('ports that move together, one after the other, are not a mismatch', () => {
  const { renew, combined } = setUp('tcp', 'udp');
  renew('tcp', 62_610);
  renew('udp', 62_610);
  const next = NOW + 45_000;
  const { mismatch, portChange, publish } = renew('tcp', 50_000, next);
  expect([mismatch, combined.mismatch]).toEqual([undefined, undefined]);
  expect(portChange).toEqual({ from: 62_610, to: 50_000 });
  expect(publish?.port).toBe(50_000);
  expect(renew('udp', 50_000, next + 250).mismatch).toBeUndefined();
});

test('a failure marks one protocol as degraded until that protocol succeeds', () => {
  const { renew, fail, states, combined } = setUp('tcp', 'udp');
  renew('tcp', 62_610);
  renew('udp', 62_610);
  expect(fail('udp').leases).toMatchObject([{ type: 'failed', error: GATEWAY_FAILED }]);
  renew('tcp', 62_610);
  expect(states()).toEqual(['active', 'degraded']);
  expect(combined.entries.get('udp')?.trouble?.text).toContain('NATPMP_GATEWAY_FAILED');
  renew('udp', 62_610);
  expect(states()).toEqual(['active', 'active']);
});

test('when udp is lost the lease is over, but the port of tcp stays published and is followed', () => {
  const { renew, lose, states } = setUp('tcp', 'udp');
  renew('tcp', 62_610);
  renew('udp', 62_610);
  const lost = lose('udp', NOW + 60_000);
  expect(lost).toMatchObject({ lost: true, leases: [{ type: 'lost' }] });
  expect(lost.publish).toBeUndefined();
  expect(states()).toEqual(['active', 'lost']);
  const later = NOW + 90_000;
  const { leases, publish } = renew('tcp', 50_000, later);
  expect(publish?.port).toBe(50_000);
  expect(leases).toMatchObject([{ lease: { expiresAt: NOW + 60_000 } }]);
});

test('a lost mapping stays lost when the clock is set back', () => {
  const { renew, lose } = setUp('tcp', 'udp');
  renew('tcp', 62_610);
  renew('udp', 62_610);
  lose('udp', NOW + 60_000);
  const earlier = NOW - 3_600_000;
  expect(renew('tcp', 62_610, earlier).leases).toMatchObject([{ lease: { expiresAt: earlier } }]);
});

test('without tcp there is no port, whatever udp does, until tcp is back', () => {
  const { renew, lose } = setUp('tcp', 'udp');
  renew('tcp', 62_610);
  renew('udp', 62_610);
  expect(lose('tcp', NOW + 60_000).publish).toBeNull();
  expect(renew('udp', 62_610, NOW + 61_000).publish).toBeUndefined();
  const { publish, portChange } = renew('tcp', 50_000, NOW + 70_000, 'acquired');
  expect(publish?.port).toBe(50_000);
  expect(portChange).toEqual({ from: 62_610, to: 50_000 });
});

test('a mapping that the API reports as deleted is lost at once, and only once', () => {
  const { renew, fail, lose, states } = setUp('tcp');
  renew('tcp', 62_610);
  const deleted = new NatPmpError('NATPMP_UNEXPECTED_RESPONSE', 'cut down to 0', 'wait', {
    status: 200,
  });
  const combinedChange = fail('tcp', deleted, NOW + 45_000);
  expect(combinedChange).toMatchObject({
    lost: true,
    publish: null,
    leases: [{ type: 'failed' }, { type: 'lost', lease: { expiresAt: NOW + 45_000 } }],
  });
  expect(lose('tcp', NOW + 60_000)).toEqual({ leases: [] });
  expect(states()).toEqual(['lost']);
});

test('after a restart of the gateway, a mapping whose request fails is lost at once', () => {
  const { renew, renewAfterRestart, fail, states } = setUp('tcp', 'udp');
  renew('tcp', 62_610);
  renew('udp', 62_610);
  expect(renewAfterRestart('udp', 62_610).lost).toBeUndefined();
  expect(states()).toEqual(['active', 'active']);
  expect(fail('tcp')).toMatchObject({ lost: true, publish: null });
  expect(states()).toEqual(['lost', 'active']);
  fail('udp');
  expect(states(), 'made by the gateway as it is now').toEqual(['lost', 'degraded']);
});

test('after a restart of the gateway, a mapping that is made again counts like any other', () => {
  const { renew, renewAfterRestart, fail, states } = setUp('tcp', 'udp');
  renew('tcp', 62_610);
  renew('udp', 62_610);
  renewAfterRestart('tcp', 62_610);
  renew('udp', 62_610);
  fail('udp');
  expect(states()).toEqual(['active', 'degraded']);
});

test('an answer about another mapping leaves a mapping as it is', () => {
  const { renew, fail, states } = setUp('tcp');
  renew('tcp', 62_610);
  const details = { status: 200, ambiguous: true };
  fail('tcp', new NatPmpError('NATPMP_UNEXPECTED_RESPONSE', 'another mapping', 'wait', details));
  expect(states()).toEqual(['degraded']);
});

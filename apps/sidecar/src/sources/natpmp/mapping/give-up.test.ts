import { ExitError } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, leaseOf } from '../../../../test/natpmp-fixtures.ts';
import type { ProtocolMapping } from './combined-mapping.ts';
import { giveUpAtFailureLimit } from './give-up.ts';

const failed = { type: 'failed', error: GATEWAY_FAILED, attempt: 9, retryAt: 0 } as const;
const renewed = { type: 'renewed', lease: leaseOf('udp', 1, 0) } as const;

function giveUp(
  failedCycles: number,
  limit: number,
  {
    event = failed,
    tcp = 'lost',
  }: Partial<{ event: typeof failed | typeof renewed; tcp: ProtocolMapping['state'] }> = {},
): void {
  const entries = new Map([
    ['tcp', { state: tcp }],
    ['udp', { state: 'pending' }],
  ] as const);
  giveUpAtFailureLimit({ protocol: 'udp', source: { failedCycles }, event }, { limit, entries });
}

test('the given number of failed cycles in a row ends the sidecar, and the reason is reported', () => {
  expect(() => giveUp(2, 3)).not.toThrow();
  expect(() => giveUp(3, 3)).toThrow(ExitError);
  expect(() => giveUp(3, 3)).toThrow(/udp.*3 cycles.*NATPMP_GATEWAY_FAILED.*try again/);
});

test('a limit of 0 never ends the sidecar, and neither does a success', () => {
  expect(() => giveUp(1_000, 0)).not.toThrow();
  expect(() => giveUp(3, 3, { event: renewed })).not.toThrow();
});

test('where the other protocol is mapped, the advice is to switch this one off', () => {
  const without = 'tcp is mapped: if that is enough for you, set ENABLE_UDP=false';
  expect(() => giveUp(3, 3, { tcp: 'active' })).toThrow(without);
  expect(() => giveUp(3, 3, { tcp: 'degraded' })).toThrow(without);
  for (const tcp of ['lost', 'pending'] as const) {
    expect(() => giveUp(3, 3, { tcp })).not.toThrow('ENABLE_');
  }
});

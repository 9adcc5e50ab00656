import { ExitError } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, leaseOf } from '../../test/natpmp-fixtures.ts';
import { giveUpIfHopeless } from './give-up.ts';

const failed = { type: 'failed', error: GATEWAY_FAILED, attempt: 9, retryAt: 0 } as const;
const after = (failedCycles: number, event: typeof failed | { type: 'renewed' } = failed) => ({
  protocol: 'udp' as const,
  source: { failedCycles },
  event: event.type === 'renewed' ? { ...event, lease: leaseOf('udp', 1, 0) } : event,
});

test('the given number of failed cycles in a row is the end, and the reason is reported', () => {
  expect(() => giveUpIfHopeless(after(2), 3)).not.toThrow();
  expect(() => giveUpIfHopeless(after(3), 3)).toThrow(ExitError);
  expect(() => giveUpIfHopeless(after(3), 3)).toThrow(/udp.*3 cycles.*NATPMP_GATEWAY_FAILED/);
});

test('0 is never, and a success is no reason', () => {
  expect(() => giveUpIfHopeless(after(1_000), 0)).not.toThrow();
  expect(() => giveUpIfHopeless(after(3, { type: 'renewed' }), 3)).not.toThrow();
});

import type { PortMapping } from '@portkeep/natpmp-client/core';
import type { LeaseEvent } from '@portkeep/port-lease';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, leaseOf } from '../../../test/natpmp-fixtures.ts';
import { recordedLog } from '../../../test/recorded-log.ts';
import { MappingLog } from './log/mapping-log.ts';
import { CombinedMapping } from './mapping/combined-mapping.ts';
import { type EventReceivers, passOnEvent } from './pass-on-event.ts';

function setUp() {
  const received: string[] = [];
  const { log, lines } = recordedLog();
  const receivers: EventReceivers = {
    combined: new CombinedMapping({ protocols: ['tcp'], gateway: 'natpmp:8080' }),
    containerLog: { add: ({ event }) => void received.push(`containerLog: ${event.type}`) },
    mappingLog: new MappingLog(log),
    status: { lease: ({ type }) => void received.push(`status: ${type}`) },
    publisher: {
      publish: ({ port }) => void received.push(`sinks: ${port}`),
      withdraw: () => void received.push('sinks: none'),
    },
    now: () => 0,
  };
  const happen = (event: LeaseEvent<PortMapping>, gatewayRestarted = false) => {
    const source = { triesInCycle: 1, failedCycles: 0, retriesInFailedCycle: 0 };
    passOnEvent({ protocol: 'tcp', source, event, gatewayRestarted }, receivers);
    return received.splice(0);
  };
  return { happen, lines };
}

const lease = leaseOf('tcp', 62_610, 0);

test('every part learns about a mapping, and its port goes to the sinks', () => {
  const { happen } = setUp();
  expect(happen({ type: 'acquired', lease })).toEqual([
    'containerLog: acquired',
    'status: acquired',
    'sinks: 62610',
  ]);
});

test('a failure does not concern the sinks', () => {
  const { happen } = setUp();
  happen({ type: 'acquired', lease });
  const failed = { type: 'failed', error: GATEWAY_FAILED, attempt: 1, retryAt: 1 } as const;
  expect(happen(failed)).toEqual(['containerLog: failed', 'status: failed']);
});

test('a loss takes the port back from the sinks', () => {
  const { happen, lines } = setUp();
  happen({ type: 'acquired', lease });
  expect(happen({ type: 'lost', lease })).toEqual([
    'containerLog: lost',
    'status: lost',
    'sinks: none',
  ]);
  expect(lines).toContainEqual(expect.stringContaining('tcp mapping is lost'));
});

test('a restart of the gateway is logged together with the mapping whose reply shows it', () => {
  const { happen, lines } = setUp();
  expect(happen({ type: 'renewed', lease }, true)).toContain('status: renewed');
  expect(lines).toEqual([expect.stringContaining('The gateway has restarted')]);
});

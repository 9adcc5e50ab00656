import type { PortMapping } from '@portkeep/natpmp-client/core';
import type { LeaseEvent } from '@portkeep/port-lease';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, leaseOf } from '../../../test/natpmp-fixtures.ts';
import { MappingLog } from './log/mapping-log.ts';
import { CombinedMapping } from './mapping/combined-mapping.ts';
import { type EventReceivers, portEvents } from './port-events.ts';

function setUp() {
  const received: string[] = [];
  const { log, lines } = recordedLog();
  const receivers: EventReceivers = {
    combined: new CombinedMapping({ protocols: ['tcp'], gateway: 'natpmp:8080' }),
    containerLog: { add: ({ event }) => void received.push(`log: ${event.type}`) },
    mappingLog: new MappingLog(log),
    now: () => 0,
  };
  const happen = (event: LeaseEvent<PortMapping>, gatewayRestarted = false) => {
    const source = { triesInCycle: 1, failedCycles: 0, retriesInFailedCycle: 0 };
    const events = portEvents({ protocol: 'tcp', source, event, gatewayRestarted }, receivers);
    const texts = events.map(({ lease, publish }) => {
      const sinks =
        publish === null ? 'no port' : publish === undefined ? 'as before' : publish.port;
      return `${lease.type}: ${sinks}`;
    });
    return [...received.splice(0), ...texts];
  };
  return { happen, lines };
}

const lease = leaseOf('tcp', 62_610, 0);

test('a mapping is logged, and its port goes to the sinks', () => {
  const { happen } = setUp();
  expect(happen({ type: 'acquired', lease })).toEqual(['log: acquired', 'acquired: 62610']);
});

test('a failed renewal leaves the sinks as they are', () => {
  const { happen } = setUp();
  happen({ type: 'acquired', lease });
  const failed = { type: 'failed', error: GATEWAY_FAILED, attempt: 1, retryAt: 1 } as const;
  expect(happen(failed)).toEqual(['log: failed', 'failed: as before']);
});

test('a lost mapping takes the port back from the sinks', () => {
  const { happen, lines } = setUp();
  happen({ type: 'acquired', lease });
  expect(happen({ type: 'lost', lease })).toEqual(['log: lost', 'lost: no port']);
  expect(lines).toContainEqual(expect.stringContaining('tcp mapping is lost'));
});

test('a restart of the gateway is logged together with the mapping whose reply shows it', () => {
  const { happen, lines } = setUp();
  expect(happen({ type: 'renewed', lease }, true)).toContain('renewed: 62610');
  expect(lines).toEqual([expect.stringContaining('The gateway has restarted')]);
});

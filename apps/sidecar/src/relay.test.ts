import type { PortMapping } from '@portkeep/natpmp-client/core';
import type { LeaseEvent } from '@portkeep/port-lease';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, leaseOf } from '../test/natpmp-fixtures.ts';
import { MappingLog } from './log/mapping-log.ts';
import { MappingBoard } from './mapping/mapping-board.ts';
import { type Audience, relay } from './relay.ts';

function setUp() {
  const told: string[] = [];
  const { log, lines } = recordedLog({ level: 'info' });
  const audience: Audience = {
    board: new MappingBoard({ protocols: ['tcp'], gateway: 'natpmp:8080' }),
    narrator: { next: ({ event }) => void told.push(`narrator: ${event.type}`) },
    mappingLog: new MappingLog(log),
    status: { lease: ({ type }) => void told.push(`status: ${type}`) },
    publisher: {
      publish: ({ port }) => void told.push(`sinks: ${port}`),
      withdraw: () => void told.push('sinks: none'),
    },
    now: () => 0,
  };
  const happen = (event: LeaseEvent<PortMapping>, gatewayRestarted = false) => {
    const source = { triesInCycle: 1, failedCycles: 0, retriesInFailedCycle: 0 };
    relay({ protocol: 'tcp', source, event, gatewayRestarted }, audience);
    return told.splice(0);
  };
  return { happen, lines };
}

const lease = leaseOf('tcp', 62_610, 0);

test('every part learns about a mapping, and its port goes to the sinks', () => {
  const { happen } = setUp();
  expect(happen({ type: 'acquired', lease })).toEqual([
    'narrator: acquired',
    'status: acquired',
    'sinks: 62610',
  ]);
});

test('a failure does not concern the sinks', () => {
  const { happen } = setUp();
  happen({ type: 'acquired', lease });
  const failed = { type: 'failed', error: GATEWAY_FAILED, attempt: 1, retryAt: 1 } as const;
  expect(happen(failed)).toEqual(['narrator: failed', 'status: failed']);
});

test('a loss takes the port back from the sinks', () => {
  const { happen, lines } = setUp();
  happen({ type: 'acquired', lease });
  expect(happen({ type: 'lost', lease })).toEqual([
    'narrator: lost',
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

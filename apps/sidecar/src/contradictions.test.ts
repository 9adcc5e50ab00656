import { readEnvironment } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { contradictions } from './contradictions.ts';
import { variables } from './variables.ts';

test('the defaults do not contradict one another', () => {
  const environment = { NATPMP_SERVICE: 'natpmp:8080', INTERNAL_PORT: '6881' };
  expect(contradictions(readEnvironment(variables, environment).values)).toEqual([]);
});

test('one of the two protocols may be off, but not both', () => {
  expect(contradictions({ enableTcp: false, enableUdp: true })).toEqual([]);
  expect(contradictions({ enableTcp: true, enableUdp: false })).toEqual([]);
  expect(contradictions({ enableTcp: false, enableUdp: false })).toEqual([
    expect.stringMatching(/^ENABLE_TCP and ENABLE_UDP /),
  ]);
});

test('the interval must be below the duration, and every contradiction is named', () => {
  expect(contradictions({ refreshSeconds: 45, durationSeconds: 46 })).toEqual([]);
  const equal = { refreshSeconds: 45, durationSeconds: 45 };
  expect(contradictions(equal)).toEqual([expect.stringMatching(/^REFRESH_INTERVAL .*45/)]);
  expect(contradictions({ ...equal, enableTcp: false, enableUdp: false })).toHaveLength(2);
});

test('a value that cannot be used causes no contradiction', () => {
  expect(contradictions({ refreshSeconds: 45, enableUdp: false })).toEqual([]);
});

import { readEnvironment } from '@portkeep/app-host';
import { expect, test } from 'vitest';
import { variables } from '../../variables.ts';
import { readSettings } from './settings.ts';

const required = { NATPMP_SERVICE: 'natpmp:8080', INTERNAL_PORT: '6881' };

function read(environment: Readonly<Record<string, string>> = {}) {
  return readSettings(readEnvironment(variables, { ...required, ...environment }).values);
}

test('the defaults are those of the shell container', () => {
  expect(read()).toEqual({
    protocols: ['tcp', 'udp'],
    internalPort: 6881,
    durationSeconds: 60,
    maxConsecutiveFailures: 10,
    gateway: 'natpmp:8080',
    refreshMs: 45_000,
    retries: undefined,
  });
});

test('one of the two protocols may be off', () => {
  expect(read({ ENABLE_TCP: 'off' }).protocols).toEqual(['udp']);
  expect(read({ ENABLE_UDP: '0' }).protocols).toEqual(['tcp']);
});

test.each([
  [{ MAX_RETRIES: '0' }, { count: 0, delayMs: 5_000 }],
  [{ RETRY_DELAY: '2' }, { count: 3, delayMs: 2_000 }],
  [
    { MAX_RETRIES: '7', RETRY_DELAY: '0' },
    { count: 7, delayMs: 0 },
  ],
])('%o turns retries on', (environment, retries) => {
  expect(read(environment).retries).toEqual(retries);
});

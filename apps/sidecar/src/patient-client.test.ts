import { NatPmpError } from '@portkeep/natpmp-client/core';
import { beforeEach, expect, test } from 'vitest';
import { PatientClient } from './patient-client.ts';

const order = { protocol: 'tcp', internalPort: 6881 } as const;
const mapping = {
  ...order,
  ...{ externalPort: 41_000, lifetimeSeconds: 60, askedSeconds: 60, clamped: false },
};

let now = 0;
/** How long the API takes; the client's limit turns longer ones into timeouts. */
let takesMs = 0;
const patiences: number[] = [];

const client = () =>
  new PatientClient(
    {
      async requestMapping(_, { timeoutMs = 0 } = {}) {
        patiences.push(timeoutMs);
        now += Math.min(takesMs, timeoutMs);
        if (takesMs <= timeoutMs) return mapping;
        throw new NatPmpError('NATPMP_TIMEOUT', 'No answer', 'wait', { retryable: true });
      },
    },
    () => now,
  );

beforeEach(() => {
  patiences.length = 0;
});

test('the client waits 10 s for an API that is quick', async () => {
  const patient = client();
  takesMs = 250;
  expect(await patient.requestMapping(order)).toBe(mapping);
  await patient.requestMapping(order);
  expect(patiences).toEqual([10_000, 10_000]);
});

test('the client waits twice as long after a timeout, but 30 s at most', async () => {
  const patient = client();
  takesMs = 60_000;
  for (let count = 0; count < 4; count += 1) {
    await expect(patient.requestMapping(order)).rejects.toThrow('No answer');
  }
  expect(patiences).toEqual([10_000, 20_000, 30_000, 30_000]);
});

test('the client keeps its longer wait while the API is slow, and no longer', async () => {
  const patient = client();
  takesMs = 8_000;
  await patient.requestMapping(order);
  takesMs = 1_000;
  await patient.requestMapping(order);
  await patient.requestMapping(order);
  expect(patiences).toEqual([10_000, 16_000, 10_000]);
});

test('the client does not mistake another failure for slowness', async () => {
  const patiences: number[] = [];
  const failure = new NatPmpError('NATPMP_GATEWAY_FAILED', 'No', 'wait', { retryable: true });
  const patient = new PatientClient(
    {
      requestMapping(_, { timeoutMs = 0 } = {}) {
        patiences.push(timeoutMs);
        return Promise.reject(failure);
      },
    },
    () => 0,
  );
  await expect(patient.requestMapping(order)).rejects.toBe(failure);
  await expect(patient.requestMapping(order)).rejects.toBe(failure);
  expect(patiences).toEqual([10_000, 10_000]);
});

import { NatPmpError } from '@portkeep/natpmp-client/core';
import { beforeEach, expect, test } from 'vitest';
import { AdaptiveTimeoutClient } from './adaptive-timeout-client.ts';

const order = { protocol: 'tcp', internalPort: 6881 } as const;
const mapping = {
  ...order,
  ...{ externalPort: 41_000, lifetimeSeconds: 60, askedSeconds: 60, clamped: false },
};

let now = 0;
/** How long the API takes; the client's limit turns longer ones into timeouts. */
let takesMs = 0;
const timeouts: number[] = [];

const client = () =>
  new AdaptiveTimeoutClient(
    {
      async requestMapping(_, { timeoutMs = 0 } = {}) {
        timeouts.push(timeoutMs);
        now += Math.min(takesMs, timeoutMs);
        if (takesMs <= timeoutMs) return mapping;
        throw new NatPmpError('NATPMP_TIMEOUT', 'No answer', 'wait', { retryable: true });
      },
    },
    () => now,
  );

beforeEach(() => {
  timeouts.length = 0;
});

test('the client waits 10 s for an API that is quick', async () => {
  const adaptive = client();
  takesMs = 250;
  expect(await adaptive.requestMapping(order)).toBe(mapping);
  await adaptive.requestMapping(order);
  expect(timeouts).toEqual([10_000, 10_000]);
});

test('the client waits twice as long after a timeout, but 30 s at most', async () => {
  const adaptive = client();
  takesMs = 60_000;
  for (let count = 0; count < 4; count += 1) {
    await expect(adaptive.requestMapping(order)).rejects.toThrow('No answer');
  }
  expect(timeouts).toEqual([10_000, 20_000, 30_000, 30_000]);
});

test('the client keeps its longer wait while the API is slow, and no longer', async () => {
  const adaptive = client();
  takesMs = 8_000;
  await adaptive.requestMapping(order);
  takesMs = 1_000;
  await adaptive.requestMapping(order);
  await adaptive.requestMapping(order);
  expect(timeouts).toEqual([10_000, 16_000, 10_000]);
});

test('the client does not mistake another failure for slowness', async () => {
  const timeouts: number[] = [];
  const failure = new NatPmpError('NATPMP_GATEWAY_FAILED', 'No', 'wait', { retryable: true });
  const adaptive = new AdaptiveTimeoutClient(
    {
      requestMapping(_, { timeoutMs = 0 } = {}) {
        timeouts.push(timeoutMs);
        return Promise.reject(failure);
      },
    },
    () => 0,
  );
  await expect(adaptive.requestMapping(order)).rejects.toBe(failure);
  await expect(adaptive.requestMapping(order)).rejects.toBe(failure);
  expect(timeouts).toEqual([10_000, 10_000]);
});

import { type MappingRequest, NatPmpError, type PortMapping } from '@portkeep/natpmp-client/core';
import { FakeClock } from '@portkeep/port-lease/testing';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, mappingOf, UNAUTHORIZED } from '../../../../test/natpmp-fixtures.ts';
import { createSources } from './create-sources.ts';

const { signal } = new AbortController();
const settings = {
  protocols: ['tcp', 'udp'],
  internalPort: 6881,
  durationSeconds: 60,
  maxConsecutiveFailures: 10,
  gateway: 'natpmp:8080',
  refreshMs: 45_000,
} as const;

function setUp(answer: (request: MappingRequest) => Promise<PortMapping>, internalPort = 6881) {
  const clock = new FakeClock({ now: 0 });
  const asked: MappingRequest[] = [];
  const story: string[] = [];
  const sources = createSources({
    settings: { ...settings, internalPort },
    clock,
    random: () => 0,
    client: {
      requestMapping(request) {
        asked.push(request);
        return answer(request);
      },
    },
    watch: {
      asking: (protocol) => story.push(`asking ${protocol}`),
      mapped: ({ protocol }) => story.push(`mapped ${protocol}`),
      failed: (protocol) => story.push(`failed ${protocol}`),
    },
  });
  const [tcp, udp] = sources;
  if (tcp === undefined || udp === undefined) throw new Error('Not both');
  return { clock, asked, story, tcp, udp };
}

test('a mapping and a failure are reported with the reply as the API sent it, if it sent one', async () => {
  const bodies = ['{"external_port":62610}\n', '<p>Bad Gateway</p>', undefined];
  const reported: string[] = [];
  const [tcp] = createSources({
    settings,
    clock: new FakeClock({ now: 0 }),
    client: {
      async requestMapping({ protocol }, { onReply } = {}) {
        const isMapped = bodies.length === 3;
        const body = bodies.shift();
        if (body !== undefined) onReply?.({ status: 200, headers: {}, body });
        if (isMapped) return mappingOf(protocol, 62_610);
        throw GATEWAY_FAILED;
      },
    },
    watch: {
      asking: () => {},
      mapped: (_, body) => reported.push(`mapped: ${body}`),
      failed: (_, __, body) => reported.push(`failed: ${body}`),
    },
  });
  const lease = await tcp?.acquire(signal);
  if (lease === undefined) throw new Error('Not mapped');
  await expect(tcp?.renew(lease, signal)).rejects.toBe(GATEWAY_FAILED);
  await expect(tcp?.renew(lease, signal)).rejects.toBe(GATEWAY_FAILED);
  expect(reported).toEqual([
    'mapped: {"external_port":62610}\n',
    'failed: <p>Bad Gateway</p>',
    'failed: ',
  ]);
});

test('the time of a mapping counts from before its request was sent, and tcp is due first', async () => {
  const { clock, asked, story, tcp, udp } = setUp(async ({ protocol }) => {
    await clock.delay(250, signal);
    return mappingOf(protocol, 62_610);
  });
  const both = Promise.all([tcp.acquire(signal), udp.acquire(signal)]);
  await clock.advance(500);
  expect(await both).toEqual([
    { value: mappingOf('tcp', 62_610), renewAt: 45_000, expiresAt: 60_000 },
    { value: mappingOf('udp', 62_610), renewAt: 45_005, expiresAt: 60_250 },
  ]);
  expect(asked).toEqual([
    { protocol: 'tcp', internalPort: 6881, lifetimeSeconds: 60 },
    { protocol: 'udp', internalPort: 6881, lifetimeSeconds: 60 },
  ]);
  expect(story).toEqual(['asking tcp', 'mapped tcp', 'asking udp', 'mapped udp']);
});

test.each([
  ['begins when its turn comes, where the API serves others first', undefined, 82_000],
  ['counts from before the request, where the API reports the granted lifetime', 60, 60_000],
])('a mapping that is answered after 27 s %s', async (_, grantedSeconds, expiresAt) => {
  const { clock, tcp } = setUp(async ({ protocol }) => {
    await clock.delay(27_000, signal);
    return { ...mappingOf(protocol, 62_610), grantedSeconds };
  });
  const lease = tcp.acquire(signal);
  await clock.advance(27_000);
  expect(await lease).toMatchObject({ renewAt: 45_000, expiresAt });
});

test('the waits after failures grow until a success', async () => {
  let works = true;
  const { clock, tcp } = setUp(async ({ protocol }) => {
    if (!works) throw GATEWAY_FAILED;
    return mappingOf(protocol, 62_610);
  });
  const lease = await tcp.acquire(signal);
  works = false;
  await clock.advance(45_000);
  const waits: number[] = [];
  for (let step = 1; step <= 2; step += 1) {
    await expect(tcp.renew(lease, signal)).rejects.toBe(GATEWAY_FAILED);
    waits.push(tcp.backoff(step, GATEWAY_FAILED));
  }
  expect(waits).toEqual([1_000, 2_000]);
  expect(tcp.triesInCycle).toBe(2);
  works = true;
  await tcp.renew(lease, signal);
  expect([tcp.triesInCycle, tcp.failedCycles]).toEqual([0, 0]);
});

test('a mapping that was never made is tried every ten seconds, and the cycles are counted', async () => {
  const { clock, tcp } = setUp(() => Promise.reject(GATEWAY_FAILED));
  for (let step = 1; step <= 10; step += 1) {
    await expect(tcp.acquire(signal)).rejects.toBe(GATEWAY_FAILED);
    const wait = tcp.backoff(step, GATEWAY_FAILED);
    expect(wait).toBe(10_000);
    await clock.advance(wait);
  }
  expect(tcp.failedCycles).toBe(2);
});

test('after a refusal the next try waits for the interval, and the refusal is a failed cycle in itself', async () => {
  const { tcp } = setUp(() => Promise.reject(UNAUTHORIZED));
  await expect(tcp.acquire(signal)).rejects.toBe(UNAUTHORIZED);
  expect(tcp.backoff(1, UNAUTHORIZED)).toBe(45_000);
  expect([tcp.failedCycles, tcp.triesInCycle]).toEqual([1, 0]);
});

test('a port below 1024 that was never mapped is requested rarely, and once mapped like any other', async () => {
  let works = false;
  const { tcp } = setUp(async ({ protocol }) => {
    if (!works) throw GATEWAY_FAILED;
    return mappingOf(protocol, 62_610);
  }, 80);
  await expect(tcp.acquire(signal)).rejects.toBe(GATEWAY_FAILED);
  expect(tcp.backoff(1, GATEWAY_FAILED)).toBe(180_000);
  works = true;
  const lease = await tcp.acquire(signal);
  works = false;
  await expect(tcp.renew(lease, signal)).rejects.toBe(GATEWAY_FAILED);
  expect(tcp.backoff(1, GATEWAY_FAILED)).toBe(1_000);
});

test('a failed request for a port below 1024 causes no longer wait where the gateway was not asked', async () => {
  const unreachable = new NatPmpError('NATPMP_UNREACHABLE', 'refused', 'wait', { retryable: true });
  const { tcp } = setUp(() => Promise.reject(unreachable), 80);
  await expect(tcp.acquire(signal)).rejects.toBe(unreachable);
  expect(tcp.backoff(1, unreachable)).toBe(10_000);
});

test('a mapping is possible while an answer leaves that open, for as long as it could last', async () => {
  const outcomes: unknown[] = [GATEWAY_FAILED, UNAUTHORIZED];
  const { clock, tcp } = setUp(async () => {
    throw outcomes.shift();
  });
  expect(tcp.mayBeMapped).toBe(false);
  await expect(tcp.acquire(signal)).rejects.toBe(GATEWAY_FAILED);
  await expect(tcp.acquire(signal)).rejects.toBe(UNAUTHORIZED);
  expect(tcp.mayBeMapped).toBe(true);
  await clock.advance(60_000);
  expect(tcp.mayBeMapped).toBe(false);
});

test('a mapping is not possible when no request can have made it', async () => {
  const { tcp } = setUp(() => Promise.reject(UNAUTHORIZED));
  await expect(tcp.acquire(signal)).rejects.toBe(UNAUTHORIZED);
  expect(tcp.mayBeMapped).toBe(false);
});

test('a mapping is possible while it is held, and after an interrupted request', async () => {
  const stop = new AbortController();
  const { tcp, udp } = setUp(async ({ protocol }) => {
    if (protocol === 'tcp') return mappingOf('tcp', 62_610);
    stop.abort(new Error('Stopped'));
    throw stop.signal.reason;
  });
  await tcp.acquire(signal);
  expect(tcp.mayBeMapped).toBe(true);
  await expect(udp.acquire(stop.signal)).rejects.toThrow('Stopped');
  expect(udp.mayBeMapped).toBe(true);
});

test('a mapping that the API deleted is not possible', async () => {
  let works = true;
  const deleted = new NatPmpError('NATPMP_UNEXPECTED_RESPONSE', '', 'wait', { status: 200 });
  const { tcp } = setUp(async () => {
    if (works) return mappingOf('tcp', 62_610);
    throw deleted;
  });
  const lease = await tcp.acquire(signal);
  works = false;
  await expect(tcp.renew(lease, signal)).rejects.toBe(deleted);
  expect(tcp.mayBeMapped).toBe(false);
});

test('a mapping that is already due when it arrives is not a failure', async () => {
  const { tcp } = setUp(async ({ protocol }) => mappingOf(protocol, 1));
  expect([1, 2, 99].map((step) => tcp.backoff(step, undefined))).toEqual([1_000, 2_000, 45_000]);
  expect(tcp.failedCycles).toBe(0);
});

test('a mapping that lapses after a second is requested again after two seconds at the earliest', async () => {
  const { clock, asked, tcp } = setUp(async ({ protocol }) => mappingOf(protocol, 62_610, 1));
  await tcp.acquire(signal);
  await clock.advance(1_000);
  const again = tcp.acquire(signal);
  await clock.advance(999);
  expect(asked).toHaveLength(1);
  await clock.advance(1);
  await again;
  expect(asked).toHaveLength(2);
});

test('an abort is not reported as a failure', async () => {
  const stop = new AbortController();
  const reason = new Error('Stopped');
  const { story, tcp } = setUp(() => {
    stop.abort(reason);
    return Promise.reject(new Error('aborted'));
  });
  await expect(tcp.acquire(stop.signal)).rejects.toBe(reason);
  expect(story).toEqual(['asking tcp']);
});

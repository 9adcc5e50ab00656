import type { PortMapping, Protocol } from '@portkeep/natpmp-client/core';
import { EarlyRenewal, type Lease } from '@portkeep/port-lease';
import { FakeClock } from '@portkeep/port-lease/testing';
import { expect, test } from 'vitest';
import { GATEWAY_FAILED, mappingOf } from '../../../../test/natpmp-fixtures.ts';
import { createSources } from './create-sources.ts';
import { keepMappings, type MappingEvent } from './keep-mappings.ts';

const settings = {
  protocols: ['tcp', 'udp'],
  internalPort: 6881,
  durationSeconds: 60,
  maxConsecutiveFailures: 10,
  gateway: 'natpmp:8080',
  refreshMs: 45_000,
} as const;

/** Both protocols on a fake clock; those in `failing` get no mapping. */
function setUp(failing: Protocol[] = [], epochSeconds: () => number | undefined = () => undefined) {
  const clock = new FakeClock({ now: 0 });
  const stop = new AbortController();
  const under: AbortSignal[] = [];
  const client = {
    async requestMapping(
      { protocol }: { readonly protocol: Protocol },
      options?: { readonly signal?: AbortSignal | undefined },
    ): Promise<PortMapping> {
      if (options?.signal) under.push(options.signal);
      await clock.delay(250, options?.signal ?? stop.signal);
      if (failing.includes(protocol)) throw GATEWAY_FAILED;
      return { ...mappingOf(protocol, 62_610), epochSeconds: epochSeconds() };
    },
  };
  const watch = { asking() {}, mapped() {}, failed() {} };
  const sources = createSources({ settings, clock, client, watch, random: () => 0 });
  const early = new EarlyRenewal();
  const events = keepMappings(sources, { signal: stop.signal, clock, early });
  const seen: { readonly at: number; readonly what: string }[] = [];
  const consume = async (until: (event: MappingEvent) => boolean = () => false) => {
    for await (const event of events) {
      const restarted = event.gatewayRestarted ? ' after a restart' : '';
      seen.push({ at: clock.now(), what: `${event.protocol} ${event.event.type}${restarted}` });
      if (until(event)) break;
    }
  };
  return { clock, stop, early, seen, consume, under, failing };
}

test('both mappings are kept, in order, and their events come in one stream', async () => {
  const { clock, stop, seen, consume } = setUp();
  const done = consume();
  await clock.advance(46_000);
  expect(seen).toEqual([
    { at: 250, what: 'tcp acquired' },
    { at: 500, what: 'udp acquired' },
    { at: 45_250, what: 'tcp renewed' },
    { at: 45_500, what: 'udp renewed' },
  ]);
  stop.abort();
  await done;
  expect(clock.sleepers).toBe(0);
});

test('a mapping that fails does not delay the other', async () => {
  const { clock, stop, seen, consume, failing } = setUp(['udp']);
  const done = consume();
  await clock.advance(12_000);
  expect(seen.map(({ what }) => what)).toEqual(['tcp acquired', 'udp failed', 'udp failed']);
  failing.length = 0;
  await clock.advance(10_000);
  expect(seen.at(-1)?.what).toBe('udp acquired');
  stop.abort();
  await done;
});

test('an early renewal is requested for both mappings', async () => {
  const { clock, stop, early, seen, consume } = setUp();
  const done = consume();
  await clock.advance(10_000);
  early.request();
  await clock.advance(1_000);
  expect(seen.slice(2)).toEqual([
    { at: 10_250, what: 'tcp renewed' },
    { at: 10_500, what: 'udp renewed' },
  ]);
  stop.abort();
  await done;
});

test.each([
  ['udp', 'tcp'],
  ['tcp', 'udp'],
] as const)(
  'a restart of the gateway that shows in a renewal of %s makes the sidecar request %s at once',
  async (first, other) => {
    let epoch = 1_000;
    const { clock, stop, seen, consume, failing } = setUp([other], () => epoch);
    const done = consume();
    // A mapping made late has a cycle of its own.
    await clock.advance(28_000);
    failing.length = 0;
    await clock.advance(15_000);
    seen.length = 0;
    epoch = 5;
    await clock.advance(15_000);
    const [renewed, asked] = seen;
    expect([renewed?.what, asked?.what]).toEqual([
      `${first} renewed after a restart`,
      `${other} renewed`,
    ]);
    expect((asked?.at ?? 0) - (renewed?.at ?? 0)).toBe(250);
    expect(seen).toHaveLength(2);
    stop.abort();
    await done;
    expect(clock.sleepers).toBe(0);
  },
);

test('after a restart of the gateway, a request that waits for its turn is not sent twice', async () => {
  let epoch = 1_000;
  const { clock, stop, seen, consume } = setUp([], () => epoch);
  const done = consume();
  await clock.advance(1_000);
  seen.length = 0;
  epoch = 5;
  await clock.advance(60_000);
  expect(seen).toEqual([
    { at: 45_250, what: 'tcp renewed after a restart' },
    { at: 45_500, what: 'udp renewed' },
  ]);
  stop.abort();
  await done;
});

test('a caller that stops listening ends both loops and the request in progress', async () => {
  const { clock, consume, under } = setUp();
  const done = consume(({ protocol }) => protocol === 'tcp');
  await clock.advance(300);
  await done;
  await clock.flush();
  expect(under).toHaveLength(2);
  expect(under.every(({ aborted }) => aborted)).toBe(true);
  expect(clock.sleepers).toBe(0);
});

test('a lease is reported as the source made it', async () => {
  const { clock, stop, consume } = setUp();
  const leases: Lease<PortMapping>[] = [];
  const done = consume(({ event }) => {
    if (event.type === 'acquired') leases.push(event.lease);
    return leases.length === 2;
  });
  await clock.advance(600);
  await done;
  expect(leases.map(({ renewAt, expiresAt }) => [renewAt, expiresAt])).toEqual([
    [45_000, 60_000],
    [45_005, 60_250],
  ]);
  stop.abort();
});

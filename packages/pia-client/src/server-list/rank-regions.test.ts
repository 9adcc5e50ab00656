import { describe, expect, test } from 'vitest';
import { rejection } from '../../test/caught.ts';
import { region } from '../../test/signed-list.ts';
import { rankRegions } from './rank-regions.ts';
import { readRegions } from './read-regions.ts';
import type { Server } from './region.ts';

const { regions } = readRegions(['a', 'b', 'c', 'd', 'e'].map((id) => region(id)));
const ids = async (latencies: Readonly<Record<string, number>>) => {
  const ranked = await rankRegions(regions, async ({ hostname }) => {
    const latency = latencies[hostname.slice(0, 1)];
    if (latency === undefined) throw new Error('no answer');
    return latency;
  });
  return ranked.map((entry) => entry.region.id);
};

describe('rankRegions()', () => {
  test('rankRegions() puts the nearest region first and keeps the order of equals', async () => {
    expect(await ids({ a: 30, b: 10, c: 30, d: 20, e: 10 })).toEqual(['b', 'e', 'd', 'a', 'c']);
  });

  test('rankRegions() leaves out regions whose probe fails or returns nonsense', async () => {
    expect(await ids({ b: Number.NaN, c: -1, d: Number.POSITIVE_INFINITY, e: 0 })).toEqual(['e']);
  });

  test('rankRegions() reports the latency and the first meta server, which it measured', async () => {
    const [nearest] = await rankRegions(regions.slice(0, 1), async () => 12.5);
    expect(nearest).toEqual({
      region: regions[0],
      server: { hostname: 'a401', address: '192.0.2.1' },
      latencyMs: 12.5,
    });
  });

  test('rankRegions() does not probe regions that are offline or have no meta server', async () => {
    const asked: Server[] = [];
    const odd = readRegions([
      region('x', { offline: true }),
      region('y', { servers: { meta: [] } }),
    ]);
    const ranked = await rankRegions(odd.regions, async (server) => asked.push(server));
    expect([ranked, asked]).toEqual([[], []]);
  });

  test.each([1, 2, 9])(
    'rankRegions() runs at most %d probes at the same time',
    async (concurrency) => {
      let running = 0;
      let most = 0;
      const probe = async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        return 1;
      };
      expect(await rankRegions(regions, probe, { concurrency })).toHaveLength(5);
      expect(most).toBe(Math.min(concurrency, 5));
    },
  );

  test.each([0, -1, 1.5, Number.NaN])(
    'rankRegions() does not accept %d as a concurrency',
    async (concurrency) => {
      const error = await rejection(() => rankRegions([], async () => 1, { concurrency }));
      expect(error).toBeInstanceOf(RangeError);
    },
  );

  test('rankRegions() rejects with the reason of its signal at once and starts no more probes', async () => {
    const abort = new AbortController();
    const { signal } = abort;
    const waiting: ((ms: number) => void)[] = [];
    const probe = () => new Promise<number>((resolve) => waiting.push(resolve));
    const pending = rejection(() => rankRegions(regions, probe, { signal, concurrency: 2 }));
    abort.abort('my reason');
    expect(await pending).toBe('my reason');
    for (const answer of waiting) answer(1);
    await new Promise((resolve) => setImmediate(resolve));
    expect(waiting).toHaveLength(2);
    expect(await rejection(() => rankRegions(regions, probe, { signal }))).toBe('my reason');
  });
});

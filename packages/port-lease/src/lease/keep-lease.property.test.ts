import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FakeClock } from '../../test/fake-clock.ts';
import { freshLease, hang, recordLease, type SourceCall } from '../../test/recorded-lease.ts';
import { EarlyRenewal } from './early-renewal.ts';
import { secondsLadder } from './seconds-ladder.ts';

const SLICE = 5_000;
const backoff = secondsLadder([5, 10, 20, 40, 60], { jitter: 0 });
const minutes = (most: number) => fc.integer({ min: 0, max: most * 60_000 });

const disturbance = fc.record({
  after: minutes(20),
  kind: fc.constantFrom('suspend', 'setBack', 'setForward', 'early'),
  ms: minutes(120),
});
const behaviour = fc.record({
  kind: fc.constantFrom('succeeds', 'succeeds', 'fails', 'hangs'),
  ms: fc.oneof(fc.integer({ min: 0, max: 10_000 }), minutes(20)),
});

describe('keepLease(), whatever happens', () => {
  test('keepLease() never renews late by either clock while attempts succeed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(disturbance, { maxLength: 12 }),
        fc.integer({ min: 0, max: 4_000 }),
        async (disturbances, latency) => {
          const clock = new FakeClock();
          const early = new EarlyRenewal();
          const lease = recordLease(
            clock,
            async ({ signal }) => {
              const fresh = freshLease(clock);
              await clock.delay(latency, signal);
              return fresh;
            },
            { early, backoff: () => 1_000 },
          );
          for (const { after, kind, ms } of disturbances) {
            await clock.advance(after);
            const calls = lease.calls.length;
            const last = lease.events.at(-1);
            const waits = lease.running() === 0 && last?.type !== 'failed' && last?.type !== 'lost';
            if (kind === 'early') early.request();
            else clock[kind](ms);
            if (!waits || last === undefined || clock.now() < last.lease.renewAt) continue;
            await clock.advance(SLICE);
            expect(lease.calls.length).toBeGreaterThan(calls);
          }
          await clock.advance(2_000_000);
          lease.calls.forEach(({ at }, index) => {
            const previous = lease.calls[index - 1]?.at ?? at;
            expect(at - previous).toBeLessThanOrEqual(800_000);
          });
          expect(lease.mostAtOnce()).toBe(1);
          lease.stop.abort();
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  test('keepLease() reports events in a valid order, makes one attempt at a time and stops at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(disturbance, { maxLength: 12 }),
        fc.array(behaviour, { minLength: 1, maxLength: 12 }),
        async (disturbances, behaviours) => {
          const clock = new FakeClock();
          const early = new EarlyRenewal();
          const answer = async ({ number, signal }: SourceCall) => {
            const { kind, ms } = behaviours[(number - 1) % behaviours.length] ?? expect.fail();
            const fresh = freshLease(clock, number);
            if (kind === 'hangs' && number > 3 * behaviours.length) return hang();
            await clock.delay(ms, signal);
            if (kind === 'succeeds') return fresh;
            throw new Error('failed');
          };
          const lease = recordLease(clock, answer, { early, backoff });
          for (const { after, kind, ms } of disturbances) {
            await clock.advance(after);
            if (kind === 'early') early.request();
            else clock[kind](ms);
          }
          await clock.advance(2_000_000);
          const told = lease.events.length;
          lease.stop.abort();
          await clock.flush();

          expect(lease.ended()).toBe(true);
          expect(lease.events.length).toBe(told);
          expect(clock.sleepers).toBe(0);
          expect(lease.mostAtOnce()).toBe(1);
          let held: number | undefined;
          let failures = 0;
          for (const event of lease.events) {
            if (event.type === 'failed') {
              expect(event.attempt).toBe(++failures);
              continue;
            }
            expect(event.type === 'acquired').toBe(held === undefined);
            if (event.type === 'lost') expect(event.lease.value).toBe(held);
            else failures = 0;
            held = event.type === 'lost' ? undefined : event.lease.value;
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);

  test('keepLease() reports the loss within 5 s of the expiry on either clock, and never earlier', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 890_000 }),
        fc.constantFrom('suspend', 'setBack', 'setForward'),
        minutes(60),
        fc.boolean(),
        async (after, kind, ms, hangs) => {
          const clock = new FakeClock();
          const { events, stop } = recordLease(
            clock,
            async ({ number }) => {
              if (number === 1) return freshLease(clock);
              if (hangs) return hang();
              throw new Error('failed');
            },
            { backoff },
          );
          await clock.advance(after);
          clock[kind](ms);
          await clock.advance(1_000_000);
          const lost = events.filter(({ type }) => type === 'lost');
          expect(lost.length).toBe(1);
          const exact = kind === 'setBack' ? 900_000 : Math.max(after, 900_000 - ms);
          expect(lost[0]?.at).toBeGreaterThanOrEqual(exact);
          expect(lost[0]?.at).toBeLessThanOrEqual(exact + SLICE);
          stop.abort();
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);
});

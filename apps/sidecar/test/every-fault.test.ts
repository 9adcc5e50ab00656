import {
  isNatPmpFault,
  NATPMP_FAULTS,
  type NatPmpApiSimulator,
  type NatPmpFaultTarget,
} from '@portkeep/simulators';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Simulation } from './simulation/simulation.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const REFRESH = 45 * SECOND;
/** Two protocols, each with its timeout. */
const TIMEOUTS = 20 * SECOND;

/** The sidecar never asks for `/health`. */
const TARGETS = ['service', 'forward'] as const;
const FAULTS = TARGETS.flatMap((target) =>
  NATPMP_FAULTS[target].map((fault) => [target, fault] as const),
);

/** The sidecar gets its mappings anyway. */
const HARMLESS = ['slow', 'gateway-rebooted', 'port-change-on-renewal', 'tcp-udp-mismatch'];
/** Not tried again before the next cycle. */
const REFUSALS = ['rate-limited', 'unauthorized', 'bad-request'];
/** The mapping is gone at once, whatever its lease says. */
const DELETES = 'max-duration-zero';

function start(): Simulation {
  const simulation = new Simulation({
    random: () => 0,
    environment: { MAX_CONSECUTIVE_FAILURES: '0' },
  });
  onTestFinished(() => simulation.stop());
  return simulation;
}

async function held(): Promise<Simulation> {
  const simulation = start();
  await simulation.until(() => simulation.well, 5 * SECOND);
  return simulation;
}

function setFault(api: NatPmpApiSimulator, target: NatPmpFaultTarget, fault: string): void {
  if (!isNatPmpFault(target, fault)) throw new Error(`${target} has no fault '${fault}'`);
  api.setFault(target, fault);
}

const losses = ({ events }: Simulation) => events.filter(({ event }) => event.type === 'lost');

test('the list of faults is not empty', () => {
  expect(FAULTS.length).toBeGreaterThan(20);
});

describe.each(FAULTS)('%s: %s', (target, fault) => {
  const harmless = HARMLESS.includes(fault);
  const refused = REFUSALS.includes(fault);
  const recoversWithin = (refused ? REFRESH : 10 * SECOND) + TIMEOUTS;

  test('the sidecar keeps its promises from the first start, for three minutes', async () => {
    const simulation = start();
    setFault(simulation.api, target, fault);
    await simulation.pass(3 * MINUTE);
    expect(simulation.ready, 'ready under the fault').toBe(harmless);
    expect(simulation.told.length > 0, 'published under the fault').toBe(harmless);
    simulation.api.clearFaults();
    await simulation.until(() => simulation.well, (harmless ? REFRESH : 0) + recoversWithin);
    expect(losses(simulation)).toEqual([]);
    // 0, 10, 20 ... s, or once in a cycle.
    const most = refused ? 5 : 20;
    const tries = simulation.road.exchanges.filter(({ protocol }) => protocol === 'tcp');
    expect(tries.length).toBeLessThanOrEqual(most);
  });

  // A refused request is not repeated within the lease, and a deleted mapping is gone at once.
  if (!refused && fault !== DELETES) {
    test('the sidecar keeps its promises in the middle of a lease, with a fault that ends just before the lease would lapse', async () => {
      const simulation = await held();
      const { road, api, machine } = simulation;
      await simulation.pass(REFRESH - SECOND);
      setFault(api, target, fault);
      // A request that hangs at the end hangs for ten more seconds.
      await simulation.pass(fault === 'hang' ? 9 * SECOND : 13.5 * SECOND);
      expect(road.exchanges.length, 'it had to be ridden out').toBeGreaterThan(2);
      api.clearFaults();
      await simulation.pass(10 * SECOND);
      expect(losses(simulation)).toEqual([]);
      expect(simulation.ready).toBe(true);
      if (harmless) return;
      for (const record of api.history) {
        expect(record.madeAt, 'never stopped being mapped').toBeLessThan(
          machine.trueTime() - MINUTE,
        );
      }
      expect(simulation.told).toHaveLength(1);
    });
  }

  test('the sidecar keeps its promises in the middle of a lease, for ten minutes', async () => {
    const simulation = await held();
    setFault(simulation.api, target, fault);
    await simulation.pass(10 * MINUTE);
    expect(simulation.ready, 'ready under the fault').toBe(harmless);
    expect(simulation.status.state()).toBe(harmless ? 'held' : 'lost');
    simulation.api.clearFaults();
    await simulation.until(() => simulation.well, (harmless ? REFRESH : 0) + recoversWithin);
    const lost = losses(simulation).map(({ protocol }) => protocol);
    expect(lost.toSorted()).toEqual(harmless ? [] : ['tcp', 'udp']);
    const published = simulation.events.flatMap(({ protocol, event }) =>
      protocol === 'tcp' && (event.type === 'acquired' || event.type === 'renewed')
        ? event.lease.value.externalPort
        : [],
    );
    const changes = published.filter((port, index) => port !== published[index - 1]);
    expect(simulation.told, 'every change was published, in order').toEqual(changes);
  });
});

import { CLAIM_LIFETIME_MS } from '@portkeep/simulators';
import { seededRandom } from '@portkeep/testing';
import { afterAll, expect, test, vi } from 'vitest';
import { removePasswordFiles } from './simulation/password-file.ts';
import { Simulation } from './simulation/simulation.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

afterAll(() => {
  removePasswordFiles();
  vi.restoreAllMocks();
});

test('the daemon keeps its port for four months without a lapse', {
  timeout: 300_000,
}, async () => {
  vi.spyOn(Math, 'random').mockImplementation(seededRandom(4));
  const simulation = new Simulation();
  const { pia, machine, binds, ports, logins } = simulation;
  const start = machine.trueTime();
  simulation.start();
  await simulation.pass(122 * DAY, DAY);

  // A claim that replaces another is bound right after it.
  const renewals = binds.filter(({ port }, index) => (binds[index + 1]?.port ?? port) === port);
  const gaps = renewals.slice(1).map(({ at }, index) => at - (renewals[index]?.at ?? 0));
  expect(Math.max(...gaps), 'never late').toBeLessThanOrEqual(900_000);
  expect(Math.min(...gaps), 'never in a hurry').toBeGreaterThan(780_000);
  expect(simulation.events.filter(({ type }) => type !== 'renewed')).toHaveLength(1);

  // A claim of 62 days is replaced a week before it ends: twice in 122 days.
  expect(pia.claims).toHaveLength(3);
  const [first = 0, second = 0, third = 0] = pia.claims.map(({ issuedAt }) => issuedAt);
  expect(first - start).toBeLessThan(MINUTE);
  for (const life of [second - first, third - second]) {
    expect(life).toBeGreaterThan(CLAIM_LIFETIME_MS - 7 * DAY - 15 * MINUTE);
    expect(life).toBeLessThan(CLAIM_LIFETIME_MS - 7 * DAY + 15 * MINUTE);
  }
  expect(ports).toEqual(pia.claims.map(({ port }) => port));
  expect(logins.counts).toMatchObject({
    token: 3,
    refused: 0,
    unanswered: 0,
    failed: 0,
    unsent: 0,
  });
  expect(machine.torrentClient.deliveries.map(({ port }) => port)).toEqual(ports);
  expect(machine.portFile.writes).toBe(3);
  expect(machine.dataFile.writes).toBe(renewals.length);
  expect(simulation.recovered).toBe(true);
  simulation.checkSecrets();
});

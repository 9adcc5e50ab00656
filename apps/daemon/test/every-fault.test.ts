import {
  isPiaFault,
  PIA_FAULTS,
  type PiaFaultTarget,
  type PiaSimulator,
} from '@portkeep/simulators';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { removePasswordFiles } from './simulation/password-file.ts';
import { seededRandom } from './simulation/seeded-random.ts';
import { Simulation } from './simulation/simulation.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The longest step of the ladder with its jitter, and the longest attempt. */
const RETRY_STEP = 66 * SECOND;
const ATTEMPT = 20 * SECOND;

/** The daemon never asks for `/ping`. */
const TARGETS = ['token', 'list', 'gateway', 'getSignature', 'bindPort'] as const;
type Target = (typeof TARGETS)[number];
const FAULTS = TARGETS.flatMap((target) =>
  PIA_FAULTS[target].map((fault) => [target, fault] as const),
);

/** After these PIA has to be asked for another port. */
const FORCE_NEW_CLAIM = ['bad-signature', 'busy', 'claim-expired'];
const REFUSALS = [
  'wrong-password',
  'wrong-password-text',
  'authentication-failed',
  'no-auth-data',
  'subscription-expired',
  'rate-limited',
  'rate-limited-200',
  'blocked-1020',
];
/** The connection is odd, but proves itself. */
const HARMLESS = ['cn-only-certificate', 'created-at-payload'];

// A reply of 16 MiB takes a busy machine its time, and there are dozens of them in half an hour.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  vi.spyOn(Math, 'random').mockImplementation(seededRandom(7));
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(removePasswordFiles);

test('there is a list of faults to go through', () => {
  expect(FAULTS.length).toBeGreaterThan(80);
});

describe.each(FAULTS)('%s: %s', (target, fault) => {
  const forcesNewClaim = target === 'bindPort' && FORCE_NEW_CLAIM.includes(fault);
  const refusal = target === 'token' && REFUSALS.includes(fault);
  const harmless = target === 'list' || HARMLESS.includes(fault);

  const passable = harmless || gotThrough(target, fault);
  const unharmed = passable || target === 'token' || target === 'getSignature';

  test('from the first start, for three minutes', async () => {
    const simulation = new Simulation();
    const { pia, logins, machine } = simulation;
    setFault(pia, target, fault);
    simulation.start();
    // The longest thing that is waited for is a server list that does not come.
    if (passable) await simulation.until(() => simulation.ready, 15 * SECOND);
    await simulation.pass(3 * MINUTE, SECOND);
    expect(simulation.ready, 'ready under the fault').toBe(passable);
    pia.clearFaults();

    if (refusal) {
      await simulation.pass(11 * MINUTE, SECOND);
      expect(logins.counts).toEqual({ token: 0, refused: 1, failed: 0 });
      await simulation.until(() => simulation.ready, MINUTE + RETRY_STEP + ATTEMPT);
      expect(logins.counts).toEqual({ token: 1, refused: 1, failed: 0 });
    } else {
      await simulation.until(() => simulation.ready, RETRY_STEP + ATTEMPT);
      expect(logins.counts).toMatchObject({ token: 1, refused: 0 });
      // 0, 5, 15, 35, 75 and 135 s after the start, and longer for what times out.
      if (target === 'token') expect(logins.counts.failed).toBeLessThanOrEqual(6);
      else expect(logins.counts.failed).toBe(0);
    }
    expect(simulation.ports).toHaveLength(1);
    expect(machine.portFile.contents).toBe(`${simulation.ports[0]}\n`);
    expect(machine.torrentClient.told.map(({ port }) => port)).toEqual(simulation.ports);
    simulation.checkSecrets();
  });

  test('in the middle of a lease, ending just before it would lapse', async () => {
    // Renewals as early and steps as long as they get.
    vi.spyOn(Math, 'random').mockReturnValue(0.999);
    const simulation = await held();
    const { pia, logins, binds } = simulation;
    const [first] = simulation.ports;
    const claims = pia.claims.length;
    await simulation.pass(700 * SECOND, SECOND);
    setFault(pia, target, fault);
    await simulation.pass(900 * SECOND - RETRY_STEP - 700 * SECOND, SECOND);
    expect(binds.length, 'it had to be ridden out').toBe(unharmed ? 2 : 1);
    pia.clearFaults();
    await simulation.until(() => binds.length > 1, RETRY_STEP, 100);

    expect(gaps(binds).every((gap) => gap <= 900 * SECOND)).toBe(true);
    expect(simulation.events.map(({ type }) => type)).not.toContain('lost');
    expect(simulation.ready).toBe(true);
    if (!forcesNewClaim) {
      expect(simulation.ports).toEqual([first]);
      expect(pia.claims).toHaveLength(claims);
      expect(pia.bindingHistory, 'it never stopped being forwarded').toHaveLength(1);
    }
    expect(logins.counts).toEqual({ token: 1, refused: 0, failed: 0 });
    simulation.checkSecrets();
  });

  test('in the middle of a lease, for half an hour', async () => {
    const simulation = await held();
    const { pia, logins, machine } = simulation;
    const [first] = simulation.ports;
    await simulation.pass(700 * SECOND, SECOND);
    setFault(pia, target, fault);
    await simulation.pass(30 * MINUTE, SECOND);
    expect(simulation.ready, 'ready under the fault').toBe(unharmed);
    pia.clearFaults();
    await simulation.until(() => simulation.ready, RETRY_STEP + ATTEMPT);

    if (!forcesNewClaim) expect(simulation.ports).toEqual([first]);
    expect(machine.torrentClient.told.map(({ port }) => port)).toEqual(simulation.ports);
    expect(logins.counts).toEqual({ token: 1, refused: 0, failed: 0 });
    const lost = simulation.events.filter(({ type }) => type === 'lost');
    expect(lost).toHaveLength(unharmed ? 0 : 1);
    simulation.checkSecrets();
  });
});

/** Under some faults of the whole connection the daemon finds another way to a bound port. */
function gotThrough(target: Target, fault: string): boolean {
  // A verified certificate with another name is another server of PIA's: it is asked instead.
  return target === 'gateway' && fault === 'wrong-name';
}

async function held(): Promise<Simulation> {
  const simulation = new Simulation();
  simulation.start();
  await simulation.until(() => simulation.ready, 5 * SECOND, 100);
  return simulation;
}

function gaps(binds: readonly { readonly at: number }[]): number[] {
  return binds.slice(1).map(({ at }, index) => at - (binds[index]?.at ?? 0));
}

function setFault<T extends PiaFaultTarget>(pia: PiaSimulator, target: T, fault: string): void {
  if (!isPiaFault(target, fault)) throw new Error(`${target} has no fault '${fault}'`);
  pia.setFault(target, fault);
}

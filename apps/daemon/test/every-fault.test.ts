import {
  isPiaFault,
  PIA_FAULTS,
  type PiaFaultTarget,
  type PiaSimulator,
} from '@portkeep/simulators';
import { seededRandom } from '@portkeep/testing';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { removePasswordFiles } from './simulation/password-file.ts';
import { Simulation } from './simulation/simulation.ts';

const NO_LOGIN = { token: 0, refused: 0, unanswered: 0, failed: 0, unsent: 0 };
const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The longest step of the backoff with its jitter, and the longest attempt. */
const RETRY_STEP = 66 * SECOND;
const ATTEMPT = 20 * SECOND;

/** The daemon never asks for `/ping`. */
const TARGETS = ['token', 'list', 'gateway', 'getSignature', 'bindPort'] as const;
type Target = (typeof TARGETS)[number];
const FAULTS = TARGETS.flatMap((target) =>
  PIA_FAULTS[target].map((fault) => [target, fault] as const),
);

/** After these the daemon has to ask PIA for another port. */
const FORCE_NEW_CLAIM = ['bad-signature', 'busy', 'claim-expired'];
/** PIA's login service fails, and so do the logins. */
const SERVER_ERRORS = ['html-504', 'server-error'];
/** A login was sent, and its outcome is not known. */
const UNANSWERED = ['hang', 'slow-drip'];
/** The gateway does not accept the token: one login at once, to get another one. */
const REFUSED_TOKEN = [
  'unauthorized-client',
  'login-failed',
  'login-failed-401',
  'login-failed-403',
  'token-expired',
];
/** The connection is unusual, but proves to be PIA's. */
const HARMLESS = ['cn-only-certificate', 'created-at-payload'];

// A busy machine needs time for a reply of 16 MiB, and there are dozens of them in half an hour.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  vi.spyOn(Math, 'random').mockImplementation(seededRandom(7));
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(removePasswordFiles);

test('the list of faults is not empty', () => {
  expect(FAULTS.length).toBeGreaterThan(80);
});

describe.each(FAULTS)('%s: %s', (target, fault) => {
  const forcesNewClaim = target === 'bindPort' && FORCE_NEW_CLAIM.includes(fault);
  const login = target === 'token' ? loginUnder(fault) : 'token';
  const harmless = target === 'list' || HARMLESS.includes(fault);
  const newToken = target !== 'token' && REFUSED_TOKEN.includes(fault);
  const tokens = newToken && (target === 'gateway' || target === 'getSignature') ? 2 : 1;

  const passable =
    harmless || (target === 'token' && login === 'token') || gotThrough(target, fault);
  const unharmed = passable || target === 'token' || target === 'getSignature';

  test('the daemon keeps its promises from the first start, for three minutes', async () => {
    const simulation = new Simulation();
    const { pia, logins, machine } = simulation;
    setFault(pia, target, fault);
    simulation.start();
    // The longest wait is for a server list that does not come, or a slow login.
    if (passable) await simulation.until(() => simulation.ready, 15 * SECOND);
    await simulation.pass(3 * MINUTE, SECOND);
    expect(simulation.ready, 'ready under the fault').toBe(passable);
    pia.clearFaults();

    const { counts } = logins;
    if (login === 'refused') {
      await simulation.pass(11 * MINUTE, SECOND);
      expect(counts).toEqual({ ...NO_LOGIN, refused: 1 });
      await simulation.until(() => simulation.ready, MINUTE + RETRY_STEP + ATTEMPT);
      expect(counts).toEqual({ ...NO_LOGIN, token: 1, refused: 1 });
    } else if (login === 'unanswered') {
      // After 30 s of silence the daemon waits 1 minute, and after 30 s more 5 minutes.
      expect(counts).toEqual({ ...NO_LOGIN, unanswered: 2 });
      await simulation.until(() => simulation.ready, 5 * MINUTE);
      expect(counts).toEqual({ ...NO_LOGIN, token: 1, unanswered: 2 });
    } else {
      await simulation.until(() => simulation.ready, RETRY_STEP + ATTEMPT);
      // 0, 5, 15, 35, 75 and 135 s after the start.
      if (login !== 'token') expect(counts[login]).toBeGreaterThanOrEqual(5);
      if (login !== 'token') expect(counts[login]).toBeLessThanOrEqual(6);
      expect({ ...counts, failed: 0, unsent: 0 }).toEqual({ ...NO_LOGIN, token: tokens });
    }
    expect(simulation.ports).toHaveLength(1);
    expect(machine.portFile.contents).toBe(`${simulation.ports[0]}\n`);
    expect(machine.torrentClient.deliveries.map(({ port }) => port)).toEqual(simulation.ports);
    simulation.checkSecrets();
  });

  test('the daemon keeps its promises in the middle of a lease, with a fault that ends just before the lease would lapse', async () => {
    // With renewals as early and steps as long as possible.
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
    expect(logins.counts).toEqual({ ...NO_LOGIN, token: 1 });
    simulation.checkSecrets();
  });

  test('the daemon keeps its promises in the middle of a lease, for half an hour', async () => {
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
    expect(machine.torrentClient.deliveries.map(({ port }) => port)).toEqual(simulation.ports);
    expect(logins.counts).toEqual({ ...NO_LOGIN, token: 1 });
    const lost = simulation.events.filter(({ type }) => type === 'lost');
    expect(lost).toHaveLength(unharmed ? 0 : 1);
    simulation.checkSecrets();
  });
});

/** How a login ends under a fault of the login service. */
function loginUnder(fault: string): keyof typeof NO_LOGIN {
  if (fault === 'slow') return 'token';
  if (fault === 'refuse') return 'unsent';
  if (SERVER_ERRORS.includes(fault)) return 'failed';
  return UNANSWERED.includes(fault) ? 'unanswered' : 'refused';
}

/** Under some faults of the whole connection the daemon finds another way to a bound port. */
function gotThrough(target: Target, fault: string): boolean {
  // A verified certificate with another name means another PIA server, which the daemon asks
  // instead.
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

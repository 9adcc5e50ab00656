import { PIA_FAULTS } from '@portkeep/simulators';
import { afterAll, describe, expect, test } from 'vitest';
import { removePasswordFiles } from './simulation/password-file.ts';
import { setTokenFault } from './simulation/set-token-fault.ts';
import { Simulation } from './simulation/simulation.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

afterAll(removePasswordFiles);

/**
 * The highest number of logins that restarts every 20 seconds for 14 minutes may cause, where it is
 * not one.
 */
const MORE: Readonly<Record<string, number>> = {
  // Nothing is sent.
  refuse: 0,
  // At 0, 1 and 6 minutes.
  hang: 3,
  'slow-drip': 3,
  // 0, 5, 15, 35 and 75 s after the start, then each minute; every step may be 10 % shorter, and a
  // kill between a reply and the sync of the state may cost one more.
  'html-504': 20,
  'server-error': 20,
};

describe.each(PIA_FAULTS.token)('under the fault %s of the login service', (fault) => {
  test('restarts do not multiply the logins', async () => {
    const simulation = new Simulation();
    setTokenFault(simulation.pia, fault);
    for (let restart = 0; restart < 42; restart += 1) {
      simulation.start();
      await simulation.pass(18 * SECOND);
      simulation.kill();
      await simulation.pass(2 * SECOND);
    }
    expect(simulation.pia.logins.length).toBeLessThanOrEqual(MORE[fault] ?? 1);
  });

  test('a tunnel that comes back every three seconds does not multiply the logins', async () => {
    const simulation = new Simulation();
    setTokenFault(simulation.pia, fault);
    simulation.start();
    for (let flap = 0; flap < 40; flap += 1) {
      await simulation.pass(3 * SECOND, SECOND);
      simulation.connect();
      simulation.daemon?.lookAtNetwork();
    }
    // In two minutes: at 0, 5, 15, 35 and 75 s after a failing server, and after 1 min without an
    // answer.
    const most = { refuse: 0, 'html-504': 6, 'server-error': 6, hang: 2, 'slow-drip': 2, slow: 2 };
    expect(simulation.pia.logins.length).toBeLessThanOrEqual(
      Object.entries(most).find(([name]) => name === fault)?.[1] ?? 1,
    );
  });
});

describe.each([
  'login-failed',
  'login-failed-401',
  'login-failed-403',
  'token-expired',
  'unauthorized-client',
] as const)('when the gateway refuses the token with %s', (fault) => {
  test('one login at once gets another token, however recent the first one was', async () => {
    const simulation = new Simulation();
    simulation.pia.setFault('getSignature', fault, { times: 1 });
    simulation.start();
    await simulation.until(() => simulation.recovered, 5 * SECOND);
    expect(simulation.pia.logins).toHaveLength(2);
  });

  test('few logins are sent in two days even when every later token is refused too', async () => {
    const simulation = new Simulation();
    const begun = simulation.machine.trueTime();
    simulation.pia.setFault('getSignature', fault);
    simulation.start();
    await simulation.pass(2 * DAY, HOUR);
    const hours = simulation.pia.logins.map(({ at }) => (at - begun) / HOUR);
    const expected = [0, 0, 0.25, 1.25, 7.25, 30.25];
    expect(hours).toHaveLength(expected.length);
    for (const [index, hour] of hours.entries()) {
      expect(hour).toBeGreaterThanOrEqual(expected[index] ?? 0);
      // Each login waits for the next attempt, up to 66 s later, and the delays add up.
      expect(hour).toBeLessThan((expected[index] ?? 0) + 0.15);
    }
  });

  test('SIGHUP makes the daemon request another token at once', async () => {
    const simulation = new Simulation();
    simulation.pia.setFault('getSignature', fault);
    simulation.start();
    await simulation.pass(5 * MINUTE, SECOND);
    expect(simulation.pia.logins).toHaveLength(2);
    simulation.hangUp();
    await simulation.pass(5 * SECOND);
    expect(simulation.pia.logins).toHaveLength(4);
  });
});

test('SIGHUP costs no login when the token was accepted at its last use', async () => {
  const simulation = new Simulation();
  simulation.start();
  await simulation.until(() => simulation.recovered, 5 * SECOND);
  for (let time = 0; time < 5; time += 1) {
    simulation.hangUp();
    await simulation.pass(MINUTE);
  }
  expect(simulation.pia.logins).toHaveLength(1);
});

test.each([
  ['70 days ahead', 70 * DAY],
  ['70 days behind', -70 * DAY],
])('a clock that is %s at one start costs neither the port nor a login', async (_how, off) => {
  const simulation = new Simulation();
  const { clock } = simulation.machine;
  simulation.start();
  await simulation.until(() => simulation.recovered, 5 * SECOND);
  const { port } = simulation;
  simulation.kill();
  const set = (ms: number) => (ms > 0 ? clock.setForward(ms) : clock.setBack(-ms));
  set(off);
  simulation.clockSet();
  simulation.start();
  await simulation.pass(HOUR, MINUTE);
  expect(simulation.port).toBe(port);
  set(-off);
  simulation.clockSet();
  await simulation.pass(HOUR, MINUTE);
  expect(simulation.port).toBe(port);
  expect(simulation.pia.claims).toHaveLength(1);
  expect(simulation.pia.logins).toHaveLength(1);
});

test('a claim that really ends is replaced, and the old port is used until the new one is bound', async () => {
  const simulation = new Simulation();
  const { pia } = simulation;
  simulation.start();
  await simulation.until(() => simulation.recovered, 5 * SECOND);
  const first = simulation.port;
  simulation.sleep(55 * DAY + HOUR);
  pia.setFault('getSignature', 'server-error');
  await simulation.until(() => simulation.recovered, 10 * SECOND);
  await simulation.pass(HOUR, MINUTE);
  expect(simulation.port).toBe(first);
  pia.clearFaults();
  await simulation.until(() => simulation.port !== first, 16 * MINUTE);
  expect(pia.claims).toHaveLength(2);
});

test('the token is not sent while a required server list cannot be read', async () => {
  const simulation = new Simulation({ environment: { PIA_REQUIRE_LISTED: 'true' } });
  const { pia } = simulation;
  pia.setFault('list', 'bad-signature');
  simulation.start();
  await simulation.pass(10 * MINUTE, MINUTE);
  expect(pia.logins).toEqual([]);
  expect(pia.requests.filter(({ endpoint }) => endpoint === 'getSignature')).toEqual([]);
  pia.clearFaults();
  await simulation.until(() => simulation.recovered, 2 * MINUTE);
  simulation.kill();
  pia.setFault('list', 'hang');
  simulation.start();
  await simulation.until(() => simulation.recovered, 5 * SECOND);
});

import { afterAll, describe, expect, test } from 'vitest';
import { removePasswordFiles } from './simulation/password-file.ts';
import { Simulation } from './simulation/simulation.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 86_400_000;

afterAll(removePasswordFiles);

/** What the daemon does, effect by effect, while `work` goes on undisturbed. */
async function effectsOf(work: (simulation: Simulation) => Promise<void>): Promise<string[]> {
  const effects: string[] = [];
  const simulation = new Simulation();
  simulation.onEffect = ({ when, what }) => effects.push(`${when} ${what}`);
  await work(simulation);
  return effects;
}

/** Kills the daemon at the effect with this number and starts it again ten seconds later. */
async function killAt(
  simulation: Simulation,
  index: number,
  work: (simulation: Simulation) => Promise<void>,
): Promise<void> {
  let left = index;
  simulation.onEffect = () => {
    if (left === 0) simulation.kill();
    left -= 1;
  };
  await work(simulation);
  if (simulation.daemon !== undefined) simulation.logbook.fail(`effect ${index} did not come`);
  await simulation.pass(10 * SECOND);
  simulation.start();
  await simulation.until(() => simulation.recovered, MINUTE);
  simulation.checkSecrets();
}

const firstPort = async (simulation: Simulation) => {
  simulation.start();
  await simulation.pass(5 * SECOND, 100);
};

describe('a daemon that is killed during the first acquisition', async () => {
  const effects = await effectsOf(firstPort);
  const after = (what: string, from = 0) => effects.indexOf(`after ${what}`, from);
  const tokenCame = after('POST /api/client/v2/token');
  const tokenKept = after('write the state', tokenCame);
  const claimCame = after('GET /getSignature');
  const claimKept = after('write the state', claimCame);
  const bound = after('GET /bindPort');

  test('a daemon that is killed during the first acquisition keeps the token before it asks for a claim, and the claim before it binds', () => {
    const order = [0, tokenCame, tokenKept, claimCame, claimKept, bound, effects.length];
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  });

  test.for(effects.map((effect, index) => [index, effect] as const))(
    'a daemon that is killed during the first acquisition gets a port after a kill at effect %d, %s',
    async ([index]) => {
      const simulation = new Simulation();
      const { pia } = simulation;
      await killAt(simulation, index, firstPort);
      // Only what PIA had sent and the disk did not have yet is requested again.
      expect(pia.logins).toHaveLength(index >= tokenCame && index < tokenKept ? 2 : 1);
      expect(pia.claims).toHaveLength(index >= claimCame && index < claimKept ? 2 : 1);
      expect(simulation.port).toBe(pia.claims.at(-1)?.port);
    },
  );
});

describe('a daemon that is killed during a renewal', async () => {
  const renewal = async (simulation: Simulation) => {
    await simulation.until(() => simulation.binds.length === 2 || !simulation.daemon, 15 * MINUTE);
  };
  const start = async () => {
    const simulation = new Simulation();
    await firstPort(simulation);
    return simulation;
  };
  const simulation = await start();
  const effects: string[] = [];
  simulation.onEffect = ({ when, what }) => effects.push(`${when} ${what}`);
  await renewal(simulation);

  test.for(effects.map((effect, index) => [index, effect] as const))(
    'a daemon that is killed during a renewal binds the same port again, without a token, after a kill at effect %d, %s',
    async ([index]) => {
      const simulation = await start();
      const { pia, port } = simulation;
      await killAt(simulation, index, renewal);
      expect(simulation.port).toBe(port);
      expect(pia.logins).toHaveLength(1);
      expect(pia.claims).toHaveLength(1);
    },
  );
});

describe('a daemon that is killed while a claim that ends soon is replaced', async () => {
  const start = async () => {
    const simulation = new Simulation();
    await firstPort(simulation);
    simulation.sleep(56 * DAY);
    return simulation;
  };
  const replacement = async (simulation: Simulation) => {
    await simulation.until(() => simulation.ports.length === 2 || !simulation.daemon, MINUTE);
  };
  const simulation = await start();
  const effects: string[] = [];
  simulation.onEffect = ({ when, what }) => effects.push(`${when} ${what}`);
  await replacement(simulation);
  const after = (what: string, from = 0) => effects.indexOf(`after ${what}`, from);
  const tokenCame = after('POST /api/client/v2/token');
  const claimCame = after('GET /getSignature');

  test.for(effects.map((effect, index) => [index, effect] as const))(
    'a daemon that is killed while a claim that ends soon is replaced keeps a port after a kill at effect %d, %s',
    async ([index]) => {
      const simulation = await start();
      const { pia } = simulation;
      await killAt(simulation, index, replacement);
      // The old port stays in use; after a login that may have been sent, the next one waits until
      // a renewal.
      const isReplaced = () => simulation.port === pia.claims.at(-1)?.port && pia.claims.length > 1;
      await simulation.until(isReplaced, 16 * MINUTE);
      const tokenLost = index >= tokenCame && index < after('write the state', tokenCame);
      const claimLost = index >= claimCame && index < after('write the state', claimCame);
      expect(pia.logins).toHaveLength(tokenLost ? 3 : 2);
      expect(pia.claims).toHaveLength(claimLost ? 3 : 2);
      expect(simulation.port).toBe(pia.claims.at(-1)?.port);
    },
  );
});

test('a restart loop with a wrong password logs in once in 15 minutes, and at once with the right one', async () => {
  const simulation = new Simulation();
  const { pia, password } = simulation;
  simulation.writePassword('wrong password');
  for (let restart = 0; restart < 44; restart += 1) {
    simulation.start();
    await simulation.pass(18 * SECOND);
    simulation.kill();
    await simulation.pass(2 * SECOND);
  }
  expect(pia.logins).toHaveLength(1);
  simulation.start();
  await simulation.pass(MINUTE);
  expect(pia.logins).toHaveLength(2);
  simulation.kill();

  simulation.writePassword(password);
  simulation.start();
  await simulation.until(() => simulation.recovered, 5 * SECOND);
  expect(pia.logins.map(({ result }) => result)).toEqual([
    'wrong-password',
    'wrong-password',
    'ok',
  ]);
});

test('a password that is corrected while the daemon runs is tried at once', async () => {
  const simulation = new Simulation();
  const { password } = simulation;
  simulation.writePassword('wrong password');
  simulation.start();
  await simulation.pass(MINUTE);
  simulation.writePassword(password);
  simulation.daemon?.lookAtSecrets();
  await simulation.until(() => simulation.recovered, 5 * SECOND);
  expect(simulation.pia.logins).toHaveLength(2);
});

test('SIGHUP tries a refused login again at once', async () => {
  const simulation = new Simulation();
  const { pia } = simulation;
  pia.setFault('token', 'rate-limited', { times: 1, retryAfterSeconds: 7200 });
  simulation.start();
  await simulation.pass(30 * MINUTE, MINUTE);
  expect(pia.logins).toHaveLength(1);
  simulation.hangUp();
  await simulation.until(() => simulation.recovered, 5 * SECOND);
});

test('a server that asks for a wait of two hours gets it, across restarts too', async () => {
  const simulation = new Simulation();
  const { pia } = simulation;
  pia.setFault('token', 'rate-limited', { times: 1, retryAfterSeconds: 7200 });
  for (let restart = 0; restart < 12; restart += 1) {
    simulation.start();
    await simulation.pass(10 * MINUTE - SECOND, MINUTE);
    expect(pia.logins).toHaveLength(1);
    simulation.kill();
  }
  simulation.start();
  await simulation.until(() => simulation.recovered, 2 * MINUTE);
  expect(pia.logins).toHaveLength(2);
});

test('a state that cannot be written costs no login', async () => {
  const simulation = new Simulation();
  simulation.machine.store.writable = false;
  simulation.start();
  await simulation.pass(30 * MINUTE, MINUTE);
  expect(simulation.pia.logins).toEqual([]);
  expect(simulation.daemon?.status.ready(false).reasons.join()).toContain('EACCES');
  simulation.machine.store.writable = true;
  await simulation.until(() => simulation.recovered, 70 * SECOND);
  expect(simulation.pia.logins).toHaveLength(1);
});

test.each(['a token', 'a refusal'])(
  'the login is not repeated when %s cannot be saved',
  async (what) => {
    const simulation = new Simulation();
    const { pia, machine } = simulation;
    if (what === 'a refusal') pia.setFault('token', 'wrong-password', { times: 1 });
    simulation.onEffect = ({ when, what: effect }) => {
      if (`${when} ${effect}` === 'before POST /api/client/v2/token')
        machine.store.writable = false;
    };
    simulation.start();
    await simulation.pass(5 * MINUTE, SECOND);
    machine.store.writable = true;
    await simulation.pass(5 * MINUTE, SECOND);
    expect(pia.logins).toHaveLength(1);
    expect(simulation.recovered).toBe(what === 'a token');
  },
);

test('a claim that cannot be saved is not bound', async () => {
  const simulation = new Simulation();
  const { machine } = simulation;
  simulation.onEffect = ({ when, what }) => {
    if (`${when} ${what}` === 'before GET /getSignature') machine.store.writable = false;
  };
  simulation.start();
  await simulation.pass(5 * MINUTE, SECOND);
  expect(simulation.binds).toEqual([]);
  simulation.onEffect = () => {};
  machine.store.writable = true;
  await simulation.until(() => simulation.recovered, 70 * SECOND);
  expect(simulation.pia.logins).toHaveLength(1);
});

import { defaultServers } from '@portkeep/simulators';
import { Dice } from '@portkeep/testing';
import { DISTURBANCES } from './disturbances.ts';
import { loginWaitMs } from './login-wait.ts';
import { Simulation } from './simulation.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** How soon the daemon sees that the tunnel or the file of a secret has changed. */
const SEES_TUNNEL = 2 * SECOND;
const SEES_SECRET = 5 * SECOND;
const LOGIN_LIMIT = 35 * SECOND;

interface Appointment {
  readonly at: number;
  readonly act: () => void;
}

/**
 * A period of trouble, and then the proof that the daemon has recovered; the seed decides
 * everything.
 */
export async function randomRun(seed: number): Promise<Simulation> {
  const dice = new Dice(seed);
  const foreignClaims = dice.chance(0.5) ? 'accept' : 'bad-signature';
  const servers = defaultServers().map((server) => ({ ...server, foreignClaims }) as const);
  const latencyMs = dice.chance(0.8) ? () => dice.between(1, 200) : () => dice.between(1, 2400);
  const simulation = new Simulation({ seed, servers, latencyMs });
  const { pia, machine } = simulation;
  const { clock } = machine;

  let agenda: Appointment[] = [];
  const plan = (afterMs: number, act: () => void) => {
    agenda.push({ at: clock.monotonic() + afterMs, act });
    agenda = agenda.toSorted((a, b) => a.at - b.at);
  };
  simulation.onTunnelChange = () => {
    plan(dice.between(0, SEES_TUNNEL), () => simulation.daemon?.lookAtNetwork());
  };
  simulation.onPasswordWritten = () => {
    plan(dice.between(0, SEES_SECRET), () => simulation.daemon?.lookAtSecrets());
  };

  const troubledMs = dice.between(20 * MINUTE, 100 * MINUTE);
  const disturbances = dice.whole(1, 16);
  for (let count = 0; count < disturbances; count += 1) {
    plan(dice.between(0, troubledMs), () => {
      const { afterMs, act } = dice.pick(DISTURBANCES)(simulation, dice);
      plan(afterMs, act);
    });
  }
  // On some machines the VPN comes up after the daemon.
  if (dice.chance(0.2)) simulation.disconnect();
  simulation.start();

  const live = async (untilMs: number) => {
    for (;;) {
      const next = agenda[0];
      if (next === undefined || next.at > untilMs) break;
      agenda.shift();
      await simulation.pass(Math.max(0, next.at - clock.monotonic()));
      next.act();
    }
    await simulation.pass(Math.max(0, untilMs - clock.monotonic()));
  };
  await live(troubledMs);

  agenda = [];
  calm(simulation);
  // A login in progress is finished first.
  await live(clock.monotonic() + LOGIN_LIMIT);
  const waitMs = loginWaitMs(machine, pia);
  await simulation.until(() => simulation.recovered, 2 * MINUTE + waitMs);
  const [port, binds] = [simulation.port, simulation.binds.length];
  await simulation.pass(20 * MINUTE, MINUTE);
  // A port that proves to be busy, with a token that has expired, takes time.
  const tokenMs = loginWaitMs(machine, pia);
  await simulation.until(() => simulation.recovered, tokenMs && tokenMs + 2 * MINUTE);
  const busy = port !== undefined && pia.busyPorts.has(port);
  if (simulation.port !== port && !busy) simulation.logbook.fail('changed the port for no reason');
  if (simulation.binds.length === binds) simulation.logbook.fail('did not renew');
  simulation.checkSecrets();
  return simulation;
}

/** Ends every disturbance. */
function calm(simulation: Simulation): void {
  const { machine, pia, password, passwordFile, logbook } = simulation;
  const { store, portFile, dataFile, torrentClient, tunnel } = machine;
  logbook.note('--- all troubles end');
  simulation.onEffect = () => {};
  pia.clearFaults();
  for (const each of [store, portFile, dataFile]) each.writable = true;
  torrentClient.up = true;
  if (passwordFile.passwords.at(-1) !== password) simulation.writePassword(password);
  const forwards = pia.connectedServer.portForward !== false;
  if (!forwards || tunnel.address === undefined) simulation.connect(pia.servers[0]?.cn);
  simulation.onTunnelChange();
  simulation.onPasswordWritten();
  if (simulation.daemon === undefined) simulation.start();
}

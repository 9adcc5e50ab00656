import { isPiaFault, PIA_FAULTS, type PiaFaultTarget } from '@portkeep/simulators';
import type { Dice } from '@portkeep/testing';
import type { Simulation } from './simulation.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Something that goes wrong; returns a function that fixes it. */
export type Disturbance = (simulation: Simulation, dice: Dice) => Undo;
/** Fixes it after `afterMs`; without that, it ends on its own. */
export interface Undo {
  readonly afterMs: number;
  readonly act: () => void;
}

const TARGETS = [
  'gateway',
  'gateway',
  'bindPort',
  'bindPort',
  'token',
  'getSignature',
  'list',
] as const;
const NOTHING: Undo = { afterMs: 0, act() {} };

/** Everything that can go wrong; frequent problems appear more than once. */
export const DISTURBANCES: readonly Disturbance[] = [
  fault,
  fault,
  fault,
  fault,
  fault,
  reconnect,
  reconnect,
  reconnect,
  killAndRestart,
  killAndRestart,
  setClock,
  suspend,
  failingStore,
  failingFile,
  failingTorrentClient,
  wrongPassword,
  newPassword,
  busyPort,
  revokedTokens,
  hangUp,
];

function fault({ pia, logbook: { note } }: Simulation, dice: Dice): Undo {
  const target: PiaFaultTarget = dice.pick(TARGETS);
  // A body of 16 MiB takes long to make and is refused like others.
  const name = dice.pick(PIA_FAULTS[target].filter((each) => each !== 'huge-body'));
  if (!isPiaFault(target, name)) return NOTHING;
  const retryAfterSeconds = dice.chance(0.3) ? dice.whole(1, 2000) : undefined;
  const times = dice.chance(0.4) ? dice.whole(1, 4) : undefined;
  pia.setFault(target, name, { retryAfterSeconds, times });
  note(`--- ${target}: ${name}${times === undefined ? '' : ` ${times} times`}`);
  const act = () => {
    pia.clearFault(target);
    note(`--- ${target}: no fault`);
  };
  return { afterMs: dice.between(SECOND, 25 * MINUTE), act };
}

function reconnect(simulation: Simulation, dice: Dice): Undo {
  simulation.disconnect();
  const { cn } = dice.pick(simulation.pia.servers);
  const afterMs = dice.chance(0.5) ? dice.between(100, 5 * SECOND) : dice.between(0, 10 * MINUTE);
  return { afterMs, act: () => simulation.connect(cn) };
}

function killAndRestart(simulation: Simulation, dice: Dice): Undo {
  // Now, or at one of the next moments at which the daemon does something.
  let effects = dice.chance(0.5) ? dice.whole(1, 12) : 0;
  if (effects === 0) simulation.kill();
  simulation.onEffect = () => {
    effects -= 1;
    if (effects === 0) simulation.kill();
  };
  const act = () => {
    simulation.onEffect = () => {};
    simulation.kill();
    simulation.start();
  };
  return { afterMs: dice.between(100, 3 * MINUTE), act };
}

function setClock(simulation: Simulation, dice: Dice): Undo {
  const { clock } = simulation.machine;
  const ms = dice.pick([3 * SECOND, 2 * MINUTE, 20 * MINUTE, 3 * HOUR, 30 * HOUR]);
  // A program that sleeps and finds the clock set back cannot know how long it slept.
  if (dice.chance(0.5) || simulation.sleptSinceBind) clock.setForward(ms);
  else clock.setBack(ms);
  simulation.clockSet();
  return NOTHING;
}

function suspend(simulation: Simulation, dice: Dice): Undo {
  if (simulation.clockSetSinceBind) return NOTHING;
  simulation.sleep(dice.chance(0.5) ? dice.between(0, 2 * HOUR) : dice.between(0, 15 * MINUTE));
  return NOTHING;
}

function failingStore({ machine, logbook: { note } }: Simulation, dice: Dice): Undo {
  machine.store.writable = false;
  note('--- the state cannot be written');
  const act = () => {
    machine.store.writable = true;
    note('--- the state can be written');
  };
  return { afterMs: dice.between(100, 10 * MINUTE), act };
}

function failingFile({ machine, logbook: { note } }: Simulation, dice: Dice): Undo {
  const file = dice.pick([machine.portFile, machine.dataFile]);
  file.writable = false;
  note('--- a file cannot be written');
  const act = () => {
    file.writable = true;
    note('--- it can be written');
  };
  return { afterMs: dice.between(100, 30 * MINUTE), act };
}

function failingTorrentClient(
  { machine: { torrentClient }, logbook: { note } }: Simulation,
  dice: Dice,
): Undo {
  torrentClient.up = false;
  note('--- torrent client down');
  const act = () => {
    torrentClient.up = true;
    note('--- torrent client up');
  };
  return { afterMs: dice.between(100, 30 * MINUTE), act };
}

function wrongPassword(simulation: Simulation, dice: Dice): Undo {
  simulation.writePassword(`wrong password ${dice.whole(1, 9)}`);
  const act = () => simulation.writePassword(simulation.password);
  return { afterMs: dice.between(SECOND, 30 * MINUTE), act };
}

function newPassword(simulation: Simulation, dice: Dice): Undo {
  simulation.changePassword(`new password ${dice.whole(1, 9)}`);
  const act = () => simulation.writePassword(simulation.password);
  return { afterMs: dice.between(SECOND, 30 * MINUTE), act };
}

function busyPort({ pia, port, logbook: { note } }: Simulation): Undo {
  if (port !== undefined) pia.busyPorts.add(port);
  note(`--- port ${port} is busy from now on`);
  return NOTHING;
}

function revokedTokens({ pia, logbook: { note } }: Simulation): Undo {
  pia.revokeTokens();
  note('--- all tokens revoked');
  return NOTHING;
}

function hangUp(simulation: Simulation): Undo {
  simulation.hangUp();
  return NOTHING;
}

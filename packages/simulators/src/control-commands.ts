import { controlState } from './control-state.ts';
import { isPiaFault, isPiaFaultTarget, PIA_FAULTS } from './pia/faults.ts';
import type { RunningPiaSimulator } from './pia/start-pia-simulator.ts';
import type { QBittorrentFault, RunningQBittorrentSimulator } from './qbittorrent/index.ts';
import type { SimulatorClock } from './simulator-clock.ts';

/** The simulators that a control API commands. */
export interface ControlTargets {
  /** The clock that the simulators were started with. */
  readonly clock: SimulatorClock;
  readonly pia: RunningPiaSimulator;
  readonly qbittorrent?: RunningQBittorrentSimulator | undefined;
}

/** A request that the control API cannot carry out; the message says why. */
export class ControlRequestError extends Error {
  override readonly name = 'ControlRequestError';
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

const QBITTORRENT_FAULTS = [
  'down',
  'hang',
  'reset',
  'html-502',
  'slow',
  'forbidden-always',
  'ban',
  'wrong-host',
] as const satisfies readonly QBittorrentFault['kind'][];

/**
 * Carries out a command.
 *
 * @param route method and path, such as `POST /faults`
 * @throws {ControlRequestError} when route or body make no sense
 */
export async function runControl(
  route: string,
  body: string,
  targets: ControlTargets,
): Promise<unknown> {
  const { clock, pia, qbittorrent } = targets;
  switch (route) {
    case 'GET /state':
      return controlState(targets);
    case 'GET /faults':
      return { ...PIA_FAULTS, qbittorrent: QBITTORRENT_FAULTS };
    case 'POST /faults':
      setFault(fieldsOf(body), targets);
      break;
    case 'DELETE /faults':
      pia.simulator.clearFaults();
      qbittorrent?.simulator.clearFaults();
      break;
    case 'POST /clock':
      clock.advance(requiredNumber(fieldsOf(body), 'advanceMs'));
      break;
    case 'POST /reconnect': {
      const cn = fieldsOf(body).get('cn');
      pia.simulator.reconnect(cn === undefined ? undefined : String(cn));
      // Whatever listened on the old tunnel listens on nothing now.
      qbittorrent?.simulator.networkChanged();
      break;
    }
    default:
      throw new ControlRequestError(404, `Cannot run '${route}': there is no such command`);
  }
  await Promise.all([pia.settled(), qbittorrent?.settled()]);
  return { now: clock.now() };
}

type Fields = ReadonlyMap<string, unknown>;

function fieldsOf(body: string): Fields {
  if (body === '') return new Map();
  try {
    return new Map(Object.entries(JSON.parse(body)));
  } catch {
    throw new ControlRequestError(400, 'Cannot read the body: send a JSON object');
  }
}

function optionalNumber(fields: Fields, name: string): number | undefined {
  const value = fields.get(name);
  if (value === undefined || typeof value === 'number') return value;
  throw new ControlRequestError(400, `Cannot read '${name}': send a number`);
}

function requiredNumber(fields: Fields, name: string): number {
  const value = optionalNumber(fields, name);
  if (value === undefined) throw new ControlRequestError(400, `Cannot go on: '${name}' is missing`);
  return value;
}

function setFault(fields: Fields, { pia, qbittorrent }: ControlTargets): void {
  const target = String(fields.get('target'));
  const fault = String(fields.get('fault'));
  if (target === 'qbittorrent') {
    if (qbittorrent === undefined) {
      throw new ControlRequestError(400, 'Cannot set the fault: there is no qBittorrent simulator');
    }
    qbittorrent.simulator.setFault(qbittorrentFault(fault, fields));
    return;
  }
  if (!isPiaFaultTarget(target)) {
    const known = [...Object.keys(PIA_FAULTS), 'qbittorrent'].join(', ');
    throw new ControlRequestError(400, `Cannot set a fault of '${target}': targets are ${known}`);
  }
  if (!isPiaFault(target, fault)) {
    const known = PIA_FAULTS[target].join(', ');
    throw new ControlRequestError(
      400,
      `Cannot set '${fault}' of '${target}': choose from ${known}`,
    );
  }
  pia.simulator.setFault(target, fault, {
    times: optionalNumber(fields, 'times'),
    retryAfterSeconds: optionalNumber(fields, 'retryAfterSeconds'),
  });
}

function qbittorrentFault(name: string, fields: Fields): QBittorrentFault {
  const kind = QBITTORRENT_FAULTS.find((candidate) => candidate === name);
  if (kind === undefined) {
    const known = QBITTORRENT_FAULTS.join(', ');
    throw new ControlRequestError(
      400,
      `Cannot set '${name}' of 'qbittorrent': choose from ${known}`,
    );
  }
  return kind === 'slow' ? { kind, delayMs: requiredNumber(fields, 'delayMs') } : { kind };
}

import {
  type ControlFields,
  ControlRequestError,
  optionalNumber,
  requiredNumber,
} from './control-fields.ts';
import type { ControlTargets } from './control-targets.ts';
import type { FaultOptions } from './fault-slot.ts';
import {
  isNatPmpFault,
  isNatPmpFaultTarget,
  NATPMP_FAULTS,
  type NatPmpFaultTarget,
} from './natpmp/index.ts';
import { isPiaFault, isPiaFaultTarget, PIA_FAULTS } from './pia/faults.ts';
import type { QBittorrentFault } from './qbittorrent/index.ts';

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

/** The names of the faults by target, as the control API lists them. */
export const CONTROL_FAULTS: Readonly<Record<string, unknown>> = {
  ...PIA_FAULTS,
  natpmp: NATPMP_FAULTS,
  qbittorrent: QBITTORRENT_FAULTS,
};

/**
 * Sets the fault that the fields describe.
 *
 * @throws {ControlRequestError} when they are invalid
 */
export function setControlFault(fields: ControlFields, targets: ControlTargets): void {
  const target = String(fields.get('target'));
  const fault = String(fields.get('fault'));
  if (target === 'qbittorrent') setQBittorrentFault(fault, fields, targets);
  else if (target === 'natpmp') setNatPmpFault(fault, fields, targets);
  else if (isPiaFaultTarget(target)) {
    if (!isPiaFault(target, fault)) throw unknownFault(fault, target, PIA_FAULTS[target]);
    targets.pia.simulator.setFault(target, fault, faultOptions(fields));
  } else {
    const known = Object.keys(CONTROL_FAULTS).join(', ');
    throw new ControlRequestError(400, `Cannot set a fault of '${target}': targets are ${known}`);
  }
}

function setQBittorrentFault(
  name: string,
  fields: ControlFields,
  { qbittorrent }: ControlTargets,
): void {
  if (qbittorrent === undefined) {
    throw new ControlRequestError(400, 'Cannot set the fault: there is no qBittorrent simulator');
  }
  const kind = QBITTORRENT_FAULTS.find((candidate) => candidate === name);
  if (kind === undefined) throw unknownFault(name, 'qbittorrent', QBITTORRENT_FAULTS);
  qbittorrent.simulator.setFault(
    kind === 'slow' ? { kind, delayMs: requiredNumber(fields, 'delayMs') } : { kind },
  );
}

function setNatPmpFault(name: string, fields: ControlFields, { natpmp }: ControlTargets): void {
  if (natpmp === undefined) {
    throw new ControlRequestError(400, 'Cannot set the fault: there is no NAT-PMP simulator');
  }
  const endpoint = natPmpEndpoint(fields.get('endpoint'), name);
  if (!isNatPmpFault(endpoint, name)) {
    throw unknownFault(name, 'natpmp', NATPMP_FAULTS[endpoint]);
  }
  natpmp.simulator.setFault(endpoint, name, faultOptions(fields));
}

/** By default, a fault is one of `/forward` if it can be. */
function natPmpEndpoint(endpoint: unknown, fault: string): NatPmpFaultTarget {
  if (endpoint === undefined) return fault === 'refuse' ? 'service' : 'forward';
  const name = String(endpoint);
  if (isNatPmpFaultTarget(name)) return name;
  const known = Object.keys(NATPMP_FAULTS).join(', ');
  throw new ControlRequestError(400, `Cannot set a fault of '${name}': endpoints are ${known}`);
}

function faultOptions(fields: ControlFields): FaultOptions {
  return {
    times: optionalNumber(fields, 'times'),
    retryAfterSeconds: optionalNumber(fields, 'retryAfterSeconds'),
    delayMs: optionalNumber(fields, 'delayMs'),
    value: fields.get('value'),
  };
}

function unknownFault(
  fault: string,
  target: string,
  known: readonly string[],
): ControlRequestError {
  return new ControlRequestError(
    400,
    `Cannot set '${fault}' of '${target}': choose from ${known.join(', ')}`,
  );
}

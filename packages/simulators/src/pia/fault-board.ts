import { type ActiveFault, FaultSlot } from '../fault-slot.ts';
import type { PiaFaults, PiaFaultTarget } from './faults.ts';

/** One {@link FaultSlot} for each target. */
export type FaultBoard = { readonly [T in PiaFaultTarget]: FaultSlot<PiaFaults[T]> };

/** The fault in force of each target, if any. */
export type ActivePiaFaults = {
  readonly [T in PiaFaultTarget]: ActiveFault<PiaFaults[T]> | undefined;
};

/** A board with no fault in force. */
export function createFaultBoard(): FaultBoard {
  return {
    token: new FaultSlot(),
    list: new FaultSlot(),
    gateway: new FaultSlot(),
    getSignature: new FaultSlot(),
    bindPort: new FaultSlot(),
    ping: new FaultSlot(),
    meta: new FaultSlot(),
    addKey: new FaultSlot(),
    dedicatedIp: new FaultSlot(),
  };
}

/** The faults in force on a board. */
export function activeFaults(board: FaultBoard): ActivePiaFaults {
  return {
    token: board.token.active,
    list: board.list.active,
    gateway: board.gateway.active,
    getSignature: board.getSignature.active,
    bindPort: board.bindPort.active,
    ping: board.ping.active,
    meta: board.meta.active,
    addKey: board.addKey.active,
    dedicatedIp: board.dedicatedIp.active,
  };
}

/** The target of the faults that a connection to a service can have. */
export const CONNECTION_FAULT_TARGETS: {
  readonly account: 'token';
  readonly list: 'list';
  readonly gateway: 'gateway';
  readonly server: 'addKey';
  readonly meta: 'meta';
} = {
  account: 'token',
  list: 'list',
  gateway: 'gateway',
  server: 'addKey',
  meta: 'meta',
};

/** Whether a fault refuses a connection to a service that has no other such faults. Uses it up. */
export function takeRefusal(board: FaultBoard, service: 'account' | 'list' | 'meta'): boolean {
  const { token, list, meta } = board;
  const take = {
    account: () => token.take(['refuse']),
    list: () => list.take(['refuse']),
    meta: () => meta.take(['refuse']),
  };
  return take[service]() !== undefined;
}

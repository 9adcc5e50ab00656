/**
 * The NAT-PMP HTTP API and the gateway behind it, as a state machine and behind a real socket.
 *
 * @example
 * ```ts
 * import { NatPmpApiSimulator } from '@portkeep/simulators';
 *
 * const natpmp = new NatPmpApiSimulator({ seed: 7 });
 * natpmp.setFault('forward', 'reply-lost', { times: 2 });
 * ```
 *
 * @module
 */

export type { MappingProtocol, NatPmpAsk } from '@portkeep/natpmp-http-api';
export type { ActiveNatPmpFaults } from './fault-board.ts';
export type {
  NatPmpExchangeFault,
  NatPmpFaults,
  NatPmpFaultTarget,
  NatPmpGatewayFault,
  NatPmpRefusalFault,
} from './faults.ts';
export { isNatPmpFault, isNatPmpFaultTarget, NATPMP_FAULTS } from './faults.ts';
export type { MappingRecord } from './mapping-table.ts';
export type { NatPmpReply } from './natpmp-api-simulator.ts';
export { GATEWAY_WAIT_MS, NatPmpApiSimulator } from './natpmp-api-simulator.ts';
export type { NatPmpApiSimulatorOptions } from './natpmp-api-simulator-options.ts';
export type { NatPmpRequestRecord } from './natpmp-request-record.ts';
export type {
  RunningNatPmpApiSimulator,
  StartNatPmpApiSimulatorOptions,
} from './start-natpmp-api-simulator.ts';
export { startNatPmpApiSimulator } from './start-natpmp-api-simulator.ts';

/**
 * Faithful fakes of the PIA APIs, of the NAT-PMP HTTP API and of the qBittorrent Web API, for demos
 * and for tests of programs that talk to them.
 *
 * @example
 * ```ts
 * import { PiaSimulator } from '@portkeep/simulators';
 *
 * const pia = new PiaSimulator({ seed: 7 });
 * pia.setFault('token', 'rate-limited', { times: 1, retryAfterSeconds: 1800 });
 * ```
 *
 * @module
 */
export type { RunningControlApi, StartControlApiOptions } from './control-api.ts';
export { startControlApi } from './control-api.ts';
export type { ControlTargets } from './control-targets.ts';
export type { ActiveFault, FaultOptions } from './fault-slot.ts';
export * from './natpmp/index.ts';
export type { LoginLimit, LoginRecord as PiaLoginRecord } from './pia/account-table.ts';
export type { BindingRecord } from './pia/binding-table.ts';
export { BINDING_GRACE_MS, BINDING_TIMEOUT_MS } from './pia/binding-table.ts';
export type { ClaimRecord } from './pia/claim-table.ts';
export { CLAIM_LIFETIME_MS } from './pia/claim-table.ts';
export type { SimulatedDedicatedIp } from './pia/dedicated-ip-table.ts';
export { HUGE_BODY_BYTES } from './pia/exchange-faults.ts';
export type { ActivePiaFaults } from './pia/fault-board.ts';
export type { PiaFaults, PiaFaultTarget } from './pia/faults.ts';
export { isPiaFault, isPiaFaultTarget, PIA_FAULTS } from './pia/faults.ts';
export type { Dial, SimulatedHandshake } from './pia/handshake.ts';
export { WRONG_NAME } from './pia/handshake.ts';
export { loopbackServers } from './pia/loopback-servers.ts';
export type {
  OnReachabilityChange,
  PiaEndpoint,
  PiaHandshakeRecord,
  PiaRequestRecord,
  PiaService,
} from './pia/oracle-records.ts';
export type { OnPeer, PeerEvent, PeerRecord } from './pia/peer-table.ts';
export { PiaSimulator } from './pia/pia-simulator.ts';
export type { PiaSimulatorOptions } from './pia/pia-simulator-options.ts';
export type { ServerListVersion, SimulatedServer } from './pia/simulated-server.ts';
export { defaultServers } from './pia/simulated-server.ts';
export type { SimulatedWireGuard } from './pia/simulated-wireguard.ts';
export type {
  RunningPiaSimulator,
  StartPiaSimulatorOptions,
} from './pia/start-pia-simulator.ts';
export { startPiaSimulator } from './pia/start-pia-simulator.ts';
export type { TokenRecord } from './pia/token-table.ts';
export { TOKEN_LIFETIME_MS } from './pia/token-table.ts';
export type { IsTunnelSource } from './pia/tunnel-source.ts';
export { tunnelSource } from './pia/tunnel-source.ts';
export type { WireGuardServers } from './pia/wireguard-servers.ts';
export * from './qbittorrent/index.ts';
export type {
  ConnectionFailure,
  SimulatedAnswer,
  SimulatedReply,
  SimulatedRequest,
} from './simulated-http.ts';
export type { SimulatorClock } from './simulator-clock.ts';
export { createSimulatorClock } from './simulator-clock.ts';

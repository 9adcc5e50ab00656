import type { FaultOptions } from '../fault-slot.ts';
import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import type { LoginRecord } from './account-table.ts';
import type { BindingRecord } from './binding-table.ts';
import type { ClaimRecord } from './claim-table.ts';
import {
  type ActivePiaFaults,
  activeFaults,
  CONNECTION_FAULT_TARGETS,
  createFaultBoard,
  type FaultBoard,
  takeRefusal,
} from './fault-board.ts';
import type { PiaFaults, PiaFaultTarget } from './faults.ts';
import { type Dial, nameIn, type SimulatedHandshake } from './handshake.ts';
import {
  type OnReachabilityChange,
  type PiaHandshakeRecord,
  type PiaRequestRecord,
  type PiaService,
  recordRequest,
} from './oracle-records.ts';
import { PiaApis } from './pia-apis.ts';
import type { PiaSimulatorOptions } from './pia-simulator-options.ts';
import { dated } from './replies.ts';
import type { ListedPorts } from './server-list-json.ts';
import { defaultServers, type SimulatedServer, serverNamed } from './simulated-server.ts';
import type { TokenRecord } from './token-table.ts';
import type { WireGuardServers } from './wireguard-servers.ts';

/**
 * The PIA APIs as a state machine: no socket, no timer, every handler synchronous. Time is what
 * `now` says, so that months pass as fast as a test calls; each answer has it as its `Date`.
 * Its tables (`logins`, `tokens`, `claims`, `requests` and so on) record what a client did.
 *
 * @example
 * ```ts
 * import { PiaSimulator } from '@portkeep/simulators';
 *
 * const simulator = new PiaSimulator({ now: () => 0 });
 * simulator.setFault('bindPort', 'busy', { times: 2 });
 * const reply = simulator.gateway({
 *   method: 'GET',
 *   url: '/ping',
 *   headers: {},
 *   body: '',
 *   sourceAddress: '10.115.0.7',
 * });
 * ```
 */
export class PiaSimulator {
  readonly servers: readonly SimulatedServer[];
  /** The servers with `wireguard`, and the keys that they know. */
  readonly wireguard: WireGuardServers;
  /** Ports that another connection holds: binding one of them answers 409. */
  readonly busyPorts: Set<number> = new Set();
  /** Every request that arrived, oldest first. */
  readonly requests: PiaRequestRecord[] = [];
  /** Every TLS connection to a gateway or to a server's public address, oldest first. */
  readonly handshakes: PiaHandshakeRecord[] = [];
  /** Every request for a token, oldest first. */
  readonly logins: readonly LoginRecord[];
  /** Every token issued, oldest first. */
  readonly tokens: readonly TokenRecord[];
  /** Every claim issued, oldest first. */
  readonly claims: readonly ClaimRecord[];
  /** All forwards so far, oldest first. */
  readonly bindingHistory: readonly BindingRecord[];
  readonly #now: () => number;
  readonly #faults: FaultBoard = createFaultBoard();
  readonly #apis: PiaApis;
  #connected: SimulatedServer;
  #onChange: OnReachabilityChange = () => {};

  constructor(options: PiaSimulatorOptions = {}) {
    const servers = options.servers ?? defaultServers();
    const [first] = servers;
    if (first === undefined) throw new RangeError('Cannot simulate PIA: give at least one server');
    this.#now = options.now ?? Date.now;
    this.servers = servers;
    this.#connected = first;
    this.#apis = new PiaApis(options, this.#now, servers, this.#faults, this.busyPorts);
    this.wireguard = this.#apis.wireguard;
    this.logins = this.#apis.accounts.logins;
    this.tokens = this.#apis.tokens.records;
    this.claims = this.#apis.claims.records;
    this.bindingHistory = this.#apis.bindings.history;
  }

  /** The forwards in force now. */
  get bindings(): readonly BindingRecord[] {
    return this.#apis.bindings.liveAt(this.#now());
  }

  /** The server that the tunnel goes to. */
  get connectedServer(): SimulatedServer {
    return this.#connected;
  }

  /** The ports that the server list names: the first one of each group. A test may change them. */
  get listedPorts(): ListedPorts {
    return this.#apis.serverList.ports;
  }

  /** The key that signs the server list, as PEM. */
  get serverListPublicKeyPem(): string {
    return this.#apis.serverList.publicKeyPem;
  }

  /** The faults in force. */
  get faults(): ActivePiaFaults {
    return activeFaults(this.#faults);
  }

  /** Whether the port was forwarded by any server at that time. */
  wasForwarded(port: number, at: number): boolean {
    return this.#apis.bindings.liveAt(at).some((record) => record.port === port);
  }

  /** Lets the account log in with this password from now on. */
  setPassword(username: string, password: string): void {
    this.#apis.accounts.setPassword(username, password);
  }

  /** Makes every token issued so far invalid. */
  revokeTokens(): void {
    this.#apis.tokens.revokeAll(this.#now());
  }

  /**
   * Makes a target fail. A newer fault of the same target replaces an older one.
   *
   * @throws {RangeError} when `times` is not a whole number above 0
   */
  setFault<T extends PiaFaultTarget>(
    target: T,
    fault: PiaFaults[T],
    options: FaultOptions = {},
  ): void {
    this.#faults[target].set(fault, options);
    this.#onChange('fault');
  }

  /** Ends the fault of one target. */
  clearFault(target: PiaFaultTarget): void {
    this.#faults[target].clear();
    this.#onChange('fault');
  }

  /** Ends every fault; busy ports stay. */
  clearFaults(): void {
    for (const slot of Object.values(this.#faults)) slot.clear();
    this.#onChange('fault');
  }

  /**
   * The VPN reconnects: every forward ends, and from now on the tunnel goes to this server.
   *
   * @param cn the same server again when left out
   * @throws {RangeError} when there is no such server
   */
  reconnect(cn: string = this.#connected.cn): void {
    const server = serverNamed(cn, this.servers);
    this.#apis.bindings.drop(() => true, this.#now());
    this.#connected = server;
    this.#onChange('reconnect');
  }

  /**
   * A server with `wireguard` goes down and forgets its keys, or comes back.
   *
   * @throws {RangeError} when there is no such server
   */
  setRunning(cn: string, running: boolean): void {
    this.wireguard.setRunning(cn, running);
    this.#onChange('fault');
  }

  /** False when connections, to this address of a server, are refused until something changes. */
  listening(service: PiaService, address?: string): boolean {
    const fault = this.#faults[CONNECTION_FAULT_TARGETS[service]].active;
    const server = this.#apis.serverFor(service, { address }, this.#connected);
    const unheard = service === 'gateway' && server?.portForward === false;
    const gone = unheard || (server !== undefined && !this.wireguard.isRunning(server));
    return !gone && !(fault?.fault === 'refuse' && fault.remaining === null);
  }

  /** Called after anything that can change what {@linkcode PiaSimulator.listening} says. */
  onReachabilityChange(listener: OnReachabilityChange): void {
    this.#onChange = listener;
  }

  /** Answers a request to the account API: connection and exchange. */
  account(request: SimulatedRequest): SimulatedReply {
    return this.refuses('account') ? { kind: 'refuse' } : this.exchange('account', request);
  }

  /** Answers a request for the server list: connection and exchange. */
  serverList(request: SimulatedRequest): SimulatedReply {
    return this.refuses('list') ? { kind: 'refuse' } : this.exchange('list', request);
  }

  /**
   * Answers a request to the gateway: TLS connection and exchange. The host of an absolute URL is
   * the name that the certificate has to have, unless `dial` says another.
   */
  gateway(request: SimulatedRequest, dial: Dial = {}): SimulatedReply {
    return this.#overTls('gateway', request, dial);
  }

  /**
   * Answers a request to the public address of a server with `wireguard`: TLS connection and
   * exchange. Without an address in `dial`, the name in the URL says which server it is.
   */
  addKey(request: SimulatedRequest, dial: Dial = {}): SimulatedReply {
    return this.#overTls('server', request, dial);
  }

  /** Decides the outcome of a TLS connection. Uses up a connection fault. */
  handshake(dial: Dial = {}, service: 'gateway' | 'server' = 'gateway'): SimulatedHandshake {
    const server = this.#apis.serverFor(service, dial, this.#connected);
    if (server === undefined) return { kind: 'hang-before-tls' };
    const handshake = this.#apis.handshake(service, server, dial);
    this.handshakes.push({ at: this.#now(), server: server.cn, outcome: handshake.kind });
    return handshake;
  }

  /** Whether a connection to a service without TLS faults is refused. Uses up that fault. */
  refuses(service: 'account' | 'list' | 'meta'): boolean {
    return takeRefusal(this.#faults, service);
  }

  /** Answers a request on an open connection, for a server the one that `dial` leads to. */
  exchange(service: PiaService, request: SimulatedRequest, dial: Dial = {}): SimulatedReply {
    const url = new URL(request.url, 'http://0.0.0.0');
    const at = this.#now();
    const server = this.#apis.serverFor(service, dial, this.#connected);
    const reply = dated(this.#apis.reply(service, request, url, server), at);
    this.requests.push(recordRequest(at, request, url.pathname, server?.cn ?? null, reply));
    return reply;
  }

  #overTls(service: 'gateway' | 'server', request: SimulatedRequest, dial: Dial): SimulatedReply {
    const to = { hostname: nameIn(request.url), ...dial };
    const handshake = this.handshake(to, service);
    return handshake.kind === 'connected' ? this.exchange(service, request, to) : handshake;
  }
}

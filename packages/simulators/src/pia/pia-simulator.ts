import { isIP } from 'node:net';
import type { FaultOptions } from '../fault-slot.ts';
import { createRandom } from '../random.ts';
import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import { AccountApi } from './account-api.ts';
import { AccountTable, type LoginRecord } from './account-table.ts';
import { type BindingRecord, BindingTable } from './binding-table.ts';
import { type ClaimRecord, ClaimTable } from './claim-table.ts';
import {
  type ActivePiaFaults,
  activeFaults,
  createFaultBoard,
  type FaultBoard,
} from './fault-board.ts';
import type { PiaFaults, PiaFaultTarget } from './faults.ts';
import { GatewayApi } from './gateway-api.ts';
import { type Dial, type SimulatedHandshake, shakeHands } from './handshake.ts';
import {
  type OnReachabilityChange,
  type PiaHandshakeRecord,
  type PiaRequestRecord,
  type PiaService,
  recordRequest,
} from './oracle-records.ts';
import { DEFAULT_ACCOUNTS, type PiaSimulatorOptions } from './pia-simulator-options.ts';
import { dated } from './replies.ts';
import { ServerList } from './server-list.ts';
import { defaultServers, type SimulatedServer } from './simulated-server.ts';
import { type TokenRecord, TokenTable } from './token-table.ts';
import { tunnelSource } from './tunnel-source.ts';

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
  /** Ports that another connection holds: binding one of them answers 409. */
  readonly busyPorts: Set<number> = new Set();
  /** Every request that arrived, oldest first. */
  readonly requests: PiaRequestRecord[] = [];
  /** Every TLS connection to a gateway, oldest first. */
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
  readonly #accounts: AccountTable;
  readonly #tokens: TokenTable;
  readonly #bindings: BindingTable = new BindingTable();
  readonly #accountApi: AccountApi;
  readonly #serverList: ServerList;
  readonly #gatewayApi: GatewayApi;
  #connected: SimulatedServer;
  #onChange: OnReachabilityChange = () => {};

  constructor(options: PiaSimulatorOptions = {}) {
    const servers = options.servers ?? defaultServers();
    const [first] = servers;
    if (first === undefined) throw new RangeError('Cannot simulate PIA: give at least one server');
    const random = createRandom(options.seed ?? 1);
    const now = options.now ?? Date.now;
    this.servers = servers;
    this.#connected = first;
    this.#now = now;
    const claims = new ClaimTable(random);
    const accounts = options.accounts ?? DEFAULT_ACCOUNTS;
    this.#accounts = new AccountTable(accounts, options.loginLimit);
    this.#tokens = new TokenTable(random);
    this.logins = this.#accounts.logins;
    this.tokens = this.#tokens.records;
    this.claims = claims.records;
    this.bindingHistory = this.#bindings.history;
    this.#accountApi = new AccountApi(now, this.#accounts, this.#tokens, this.#faults.token);
    this.#serverList = new ServerList(servers, this.#faults.list);
    this.#gatewayApi = new GatewayApi({
      now,
      tokens: this.#tokens,
      claims,
      bindings: this.#bindings,
      busyPorts: this.busyPorts,
      faults: this.#faults,
      isTunnelSource: options.isTunnelSource ?? tunnelSource(['10.0.0.0/8', '127.0.0.0/8']),
    });
  }

  /** The forwards in force now. */
  get bindings(): readonly BindingRecord[] {
    return this.#bindings.liveAt(this.#now());
  }

  /** The server that the tunnel goes to. */
  get connectedServer(): SimulatedServer {
    return this.#connected;
  }

  /** The key that signs the server list, as PEM. */
  get serverListPublicKeyPem(): string {
    return this.#serverList.publicKeyPem;
  }

  /** The faults in force. */
  get faults(): ActivePiaFaults {
    return activeFaults(this.#faults);
  }

  /** Whether the port was forwarded by any server at that time. */
  wasForwarded(port: number, at: number): boolean {
    return this.#bindings.liveAt(at).some((record) => record.port === port);
  }

  /** Lets the account log in with this password from now on. */
  setPassword(username: string, password: string): void {
    this.#accounts.setPassword(username, password);
  }

  /** Makes every token issued so far invalid. */
  revokeTokens(): void {
    this.#tokens.revokeAll(this.#now());
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
    const server = this.servers.find((candidate) => candidate.cn === cn);
    if (server === undefined) {
      const known = this.servers.map((candidate) => candidate.cn).join(', ');
      throw new RangeError(`Cannot reconnect to '${cn}': the servers are ${known}`);
    }
    this.#bindings.dropAll(this.#now());
    this.#connected = server;
    this.#onChange('reconnect');
  }

  /** False when connections are refused until something changes. */
  listening(service: PiaService): boolean {
    const fault = this.#faults[service === 'account' ? 'token' : service].active;
    const gone = service === 'gateway' && this.#connected.portForward === false;
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
    const hostname = /^https:\/\/([^/:]+)/i.exec(request.url)?.[1] ?? '0.0.0.0';
    const named = isIP(hostname) === 0 ? hostname : undefined;
    const handshake = this.handshake({ hostname: named, ...dial });
    return handshake.kind === 'connected' ? this.exchange('gateway', request) : handshake;
  }

  /** Decides the outcome of a TLS connection to the gateway. Uses up a connection fault. */
  handshake(dial: Dial = {}): SimulatedHandshake {
    const handshake = shakeHands(this.#connected, dial, this.#faults.gateway);
    const server = this.#connected.cn;
    this.handshakes.push({ at: this.#now(), server, outcome: handshake.kind });
    return handshake;
  }

  /** Whether a connection to a service without TLS faults is refused. Uses up that fault. */
  refuses(service: 'account' | 'list'): boolean {
    const { token, list } = this.#faults;
    const fault = service === 'account' ? token.take(['refuse']) : list.take(['refuse']);
    return fault !== undefined;
  }

  /** Answers a request on an open connection. */
  exchange(service: PiaService, request: SimulatedRequest): SimulatedReply {
    const url = new URL(request.url, 'http://0.0.0.0');
    const at = this.#now();
    const reply = dated(this.#reply(service, request, url), at);
    const server = service === 'gateway' ? this.#connected.cn : null;
    this.requests.push(recordRequest(at, request, url.pathname, server, reply));
    return reply;
  }

  #reply(service: PiaService, request: SimulatedRequest, url: URL): SimulatedReply {
    if (service === 'account') return this.#accountApi.handle(request, url);
    if (service === 'list') return this.#serverList.handle(request, url);
    return this.#gatewayApi.handle(request, url, this.#connected);
  }
}

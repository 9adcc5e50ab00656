import { createRandom } from '../random.ts';
import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import { AccountApi } from './account-api.ts';
import { AccountTable } from './account-table.ts';
import { BindingTable } from './binding-table.ts';
import { ClaimTable } from './claim-table.ts';
import { DedicatedIpApi } from './dedicated-ip-api.ts';
import { DedicatedIpTable } from './dedicated-ip-table.ts';
import type { FaultBoard } from './fault-board.ts';
import { CONNECTION_FAULTS } from './faults.ts';
import { GatewayApi } from './gateway-api.ts';
import { type Dial, presentCertificate, type SimulatedHandshake, shakeHands } from './handshake.ts';
import { logInForKey } from './key-login.ts';
import type { PiaService } from './oracle-records.ts';
import { PeerTable } from './peer-table.ts';
import { DEFAULT_ACCOUNTS, type PiaSimulatorOptions } from './pia-simulator-options.ts';
import { ServerList } from './server-list.ts';
import type { SimulatedServer } from './simulated-server.ts';
import { TokenTable } from './token-table.ts';
import { tunnelSource } from './tunnel-source.ts';
import { WireGuardServers } from './wireguard-servers.ts';

/** What answers the requests, and the tables that the answers come from. */
export class PiaApis {
  readonly accounts: AccountTable;
  readonly tokens: TokenTable;
  readonly claims: ClaimTable;
  readonly bindings: BindingTable = new BindingTable();
  readonly serverList: ServerList;
  readonly wireguard: WireGuardServers;
  readonly #account: AccountApi;
  readonly #dedicatedIps: DedicatedIpApi;
  readonly #gateway: GatewayApi;
  readonly #faults: FaultBoard;

  constructor(
    options: PiaSimulatorOptions,
    now: () => number,
    servers: readonly SimulatedServer[],
    faults: FaultBoard,
    busyPorts: ReadonlySet<number>,
  ) {
    this.#faults = faults;
    const random = createRandom(options.seed ?? 1);
    this.claims = new ClaimTable(random);
    this.accounts = new AccountTable(options.accounts ?? DEFAULT_ACCOUNTS, options.loginLimit);
    this.tokens = new TokenTable(random);
    this.serverList = new ServerList(servers, faults.list);
    const dedicatedIps = new DedicatedIpTable(options.dedicatedIps ?? [], servers);
    this.#dedicatedIps = new DedicatedIpApi({
      now,
      tokens: this.tokens,
      dedicatedIps,
      servers,
      faults: faults.dedicatedIp,
    });
    const peers = new PeerTable((event) => {
      const { server, address } = event.peer;
      if (event.type === 'removed') {
        this.bindings.drop((each) => each.server === server && each.address === address, now());
      }
      options.onPeer?.(event);
    });
    this.wireguard = new WireGuardServers({
      now,
      servers,
      peers,
      faults: faults.addKey,
      logIn: (request, query, server) =>
        logInForKey(request, query, server, { tokens: this.tokens, dedicatedIps }, now()),
    });
    this.#account = new AccountApi(now, this.accounts, this.tokens, faults.token);
    this.#gateway = new GatewayApi({
      now,
      tokens: this.tokens,
      claims: this.claims,
      bindings: this.bindings,
      busyPorts,
      faults,
      isInside: options.isTunnelSource ?? insideTunnel(peers),
    });
  }

  /** The server that a connection to a service leads to, if the service is one of a server. */
  serverFor(
    service: PiaService,
    dial: Dial,
    connected: SimulatedServer,
  ): SimulatedServer | undefined {
    if (service === 'server' || service === 'meta') return this.wireguard.at(dial);
    if (service === 'gateway') return this.wireguard.behind(dial.address) ?? connected;
    return undefined;
  }

  /** Decides the outcome of a TLS connection to a server. Uses up a connection fault. */
  handshake(
    service: 'gateway' | 'server',
    server: SimulatedServer,
    dial: Dial,
  ): SimulatedHandshake {
    if (!this.wireguard.isRunning(server)) return { kind: 'hang-before-tls' };
    if (service === 'gateway') return shakeHands(server, dial, this.#faults.gateway);
    return presentCertificate(
      server.cn,
      dial.hostname,
      this.#faults.addKey.take(CONNECTION_FAULTS),
    );
  }

  /** Answers a request to a service, for the last two the one of `server`. */
  reply(
    service: PiaService,
    request: SimulatedRequest,
    url: URL,
    server: SimulatedServer | undefined,
  ): SimulatedReply {
    if (service === 'account') {
      return url.pathname === '/api/client/v2/dedicated_ip'
        ? this.#dedicatedIps.handle(request)
        : this.#account.handle(request, url);
    }
    if (server === undefined) return this.serverList.handle(request, url);
    if (service === 'server') return this.wireguard.reply(server, request, url);
    return this.#gateway.handle(request, url, server);
  }
}

/** A server that registers keys knows its peers; loopback addresses are for tests without a tunnel. */
function insideTunnel(
  peers: PeerTable,
): (sourceAddress: string, server: SimulatedServer) => boolean {
  const isLoopback = tunnelSource(['127.0.0.0/8']);
  const isPrivate = tunnelSource(['10.0.0.0/8', '127.0.0.0/8']);
  return (source, { cn, wireguard }) =>
    wireguard === undefined
      ? isPrivate(source)
      : isLoopback(source) || peers.find(cn, source) !== undefined;
}

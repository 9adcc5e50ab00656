import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import { AddKeyApi, type AddKeyApiOptions } from './add-key-api.ts';
import { type Dial, sameName } from './handshake.ts';
import type { PeerRecord, PeerTable } from './peer-table.ts';
import { type SimulatedServer, serverNamed } from './simulated-server.ts';

/** What the WireGuard servers of a simulator need. */
export interface WireGuardServersOptions extends AddKeyApiOptions {
  readonly servers: readonly SimulatedServer[];
}

/** The servers with a `wireguard` of their own, as a client sees them from the internet. */
export class WireGuardServers {
  readonly servers: readonly SimulatedServer[];
  /** Every key so far, oldest first. */
  readonly history: readonly PeerRecord[];
  readonly #now: () => number;
  readonly #peers: PeerTable;
  readonly #stopped = new Set<SimulatedServer>();
  readonly #apis: ReadonlyMap<SimulatedServer, AddKeyApi>;

  /** @throws {RangeError} when two of the servers share an address */
  constructor({ servers, ...options }: WireGuardServersOptions) {
    this.servers = servers.filter(({ wireguard }) => wireguard !== undefined);
    for (const name of ['publicAddress', 'gatewayAddress'] as const) {
      if (new Set(this.servers.map((server) => server[name])).size < this.servers.length) {
        throw new RangeError(`Cannot simulate WireGuard: give each server its own ${name}`);
      }
    }
    this.#now = options.now;
    this.#peers = options.peers;
    this.history = options.peers.history;
    this.#apis = new Map(
      this.servers.map((server, index) => [server, new AddKeyApi(server, index, options)]),
    );
  }

  /** The keys that the servers know now. */
  get peers(): readonly PeerRecord[] {
    return this.#peers.live;
  }

  /** The server that a client reaches at this public address, or by this name without one. */
  at({ address, hostname }: Dial): SimulatedServer | undefined {
    return this.servers.find(({ publicAddress, cn }) =>
      address === undefined ? sameName(cn, hostname ?? '') : address === publicAddress,
    );
  }

  /** The server whose gateway has this address in the tunnel. */
  behind(gatewayAddress: string | undefined): SimulatedServer | undefined {
    return this.servers.find((server) => server.gatewayAddress === gatewayAddress);
  }

  /** Answers a request on a connection to this server. */
  reply(server: SimulatedServer, request: SimulatedRequest, url: URL): SimulatedReply {
    return this.#apis.get(server)?.handle(request, url) ?? { kind: 'refuse' };
  }

  /** False while the server is down and answers no request. */
  isRunning(server: SimulatedServer): boolean {
    return !this.#stopped.has(server);
  }

  /** The server goes down and forgets its keys, or comes back. */
  setRunning(cn: string, running: boolean): void {
    const server = serverNamed(cn, this.servers);
    if (running) this.#stopped.delete(server);
    else this.#stopped.add(server);
    if (!running) this.forgetKeys(cn);
  }

  /**
   * The server forgets keys, as one does that restarts: nothing comes back through their tunnels.
   *
   * @param cn every server when left out
   * @returns the number of keys
   * @throws {RangeError} when there is no such server
   */
  forgetKeys(cn?: string): number {
    if (cn !== undefined) serverNamed(cn, this.servers);
    return this.#peers.remove(({ server }) => cn === undefined || server === cn, this.#now());
  }
}

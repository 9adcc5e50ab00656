import { createHash } from 'node:crypto';
import type { FaultSlot } from '../fault-slot.ts';
import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import { exchangeReply } from './exchange-faults.ts';
import { ADD_KEY_FAULTS, ADD_KEY_FIELD_FAULTS, type PiaFaults } from './faults.ts';
import { withFieldFault } from './field-faults.ts';
import { PeerAddresses } from './peer-addresses.ts';
import type { PeerTable } from './peer-table.ts';
import { htmlReply, jsonReply, loginFailed } from './replies.ts';
import type { SimulatedServer } from './simulated-server.ts';
import type { SimulatedWireGuard } from './simulated-wireguard.ts';

type Answer = Record<string, unknown>;

/** What the API of a server that registers keys needs. */
export interface AddKeyApiOptions {
  readonly now: () => number;
  readonly peers: PeerTable;
  readonly faults: FaultSlot<PiaFaults['addKey']>;
  /** The account that the request logs in for, or `undefined` when the login fails. */
  readonly logIn: (
    request: SimulatedRequest,
    query: URLSearchParams,
    server: SimulatedServer,
  ) => string | undefined;
}

/** `/addKey` at the public address of one server, behind TLS. */
export class AddKeyApi {
  readonly #server: SimulatedServer;
  readonly #wireguard: SimulatedWireGuard;
  readonly #options: AddKeyApiOptions;
  readonly #addresses: PeerAddresses;
  readonly #prefix: string;

  /** @param index the place of the server: every second one names the length of the prefix. */
  constructor(server: SimulatedServer, index: number, options: AddKeyApiOptions) {
    const { gatewayAddress, wireguard = {} } = server;
    const inside = gatewayAddress.startsWith('10.') ? gatewayAddress : `10.200.${index}.0`;
    this.#server = server;
    this.#wireguard = wireguard;
    this.#options = options;
    this.#addresses = new PeerAddresses(wireguard.peerPool ?? `${inside}/24`);
    this.#prefix = index % 2 === 0 ? '' : '/32';
  }

  handle(request: SimulatedRequest, { pathname, searchParams }: URL): SimulatedReply {
    if (pathname !== '/addKey') return htmlReply(404, 'Not Found');
    if (request.method !== 'GET') return htmlReply(405, 'Method Not Allowed');
    const { faults } = this.#options;
    const changed = faults.take(ADD_KEY_FIELD_FAULTS);
    const answer = (): SimulatedReply =>
      this.#addKey(request, searchParams, (right) =>
        changed === undefined ? right : withFieldFault(right, changed),
      );
    if (changed !== undefined) return answer();
    const active = faults.take(ADD_KEY_FAULTS);
    if (active === undefined) return answer();
    switch (active.fault) {
      case 'hang-after-tls':
        return { kind: 'hang' };
      case 'login-failed':
        return loginFailed(200);
      case 'login-failed-401':
        return loginFailed(401);
      case 'login-failed-403':
        return loginFailed(403);
      default:
        return exchangeReply({ fault: active.fault, delayMs: active.delayMs }, answer);
    }
  }

  #addKey(
    request: SimulatedRequest,
    query: URLSearchParams,
    altered: (answer: Answer) => Answer,
  ): SimulatedReply {
    const account = this.#options.logIn(request, query, this.#server);
    // The status of this answer is not known.
    if (account === undefined) return loginFailed(200);
    const publicKey = query.get('pubkey') ?? '';
    if (!isKey(publicKey)) return jsonReply(400, { status: 'ERROR', message: 'Invalid pubkey' });
    const { peers, now } = this.#options;
    const { cn, gatewayAddress } = this.#server;
    const address = this.#addresses.next(
      (candidate) => candidate === gatewayAddress || peers.find(cn, candidate) !== undefined,
    );
    if (address === undefined) {
      return jsonReply(503, { status: 'ERROR', message: 'No address left' });
    }
    peers.add({ server: cn, account, publicKey, address }, now());
    return jsonReply(200, altered(this.#answer(publicKey, address)));
  }

  #answer(publicKey: string, address: string): Answer {
    const { cn, publicAddress, gatewayAddress } = this.#server;
    const wireguard = this.#wireguard;
    return {
      status: 'OK',
      server_key: wireguard.publicKey ?? keyFor(cn),
      server_port: wireguard.endpointPort ?? 1337,
      server_ip: wireguard.endpointAddress ?? publicAddress,
      server_vip: gatewayAddress,
      peer_ip: `${address}${this.#prefix}`,
      peer_pubkey: publicKey,
      dns_servers: wireguard.dnsServers ?? ['10.0.0.243', '10.0.0.242'],
    };
  }
}

/** Base64 of 32 bytes, in the one way that WireGuard's own programs write it. */
function isKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === 32 && bytes.toString('base64') === text;
}

function keyFor(cn: string): string {
  return createHash('sha256').update(cn).digest('base64');
}

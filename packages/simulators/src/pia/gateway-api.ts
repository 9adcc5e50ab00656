import type { ActiveFault } from '../fault-slot.ts';
import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import type { BindingTable } from './binding-table.ts';
import type { ClaimTable, PayloadForm } from './claim-table.ts';
import { exchangeReply } from './exchange-faults.ts';
import type { FaultBoard } from './fault-board.ts';
import {
  BIND_PORT_FAULTS,
  type BindPortFault,
  GATEWAY_FAULTS,
  GET_SIGNATURE_FAULTS,
  type GetSignatureFault,
} from './faults.ts';
import { htmlReply, jsonReply, loginFailed } from './replies.ts';
import type { SimulatedServer } from './simulated-server.ts';
import type { TokenTable } from './token-table.ts';

/** What the port forwarding API needs. */
export interface GatewayApiOptions {
  readonly now: () => number;
  readonly tokens: TokenTable;
  readonly claims: ClaimTable;
  readonly bindings: BindingTable;
  readonly busyPorts: ReadonlySet<number>;
  readonly faults: FaultBoard;
  /** Whether a request from this address came through the tunnel to this server. */
  readonly isInside: (sourceAddress: string, server: SimulatedServer) => boolean;
}

/** `/getSignature`, `/bindPort` and `/ping` of a gateway, behind TLS. */
export class GatewayApi {
  readonly #options: GatewayApiOptions;

  constructor(options: GatewayApiOptions) {
    this.#options = options;
  }

  handle(
    { method, sourceAddress }: SimulatedRequest,
    { pathname, searchParams }: URL,
    server: SimulatedServer,
  ): SimulatedReply {
    const fault = method === 'GET' ? this.#takeFault(pathname) : undefined;
    const answer = (form: PayloadForm = 'normal'): SimulatedReply => {
      if (!this.#options.isInside(sourceAddress, server)) return unauthorizedClient();
      if (method !== 'GET') return htmlReply(405, 'Method Not Allowed');
      if (pathname === '/ping') return jsonReply(200, { status: 'OK', message: 'pong' });
      if (pathname === '/getSignature') return this.#getSignature(searchParams, server, form);
      if (pathname === '/bindPort') return this.#bindPort(searchParams, server, sourceAddress);
      return htmlReply(404, 'Not Found');
    };
    return fault === undefined ? answer() : faultyReply(fault, searchParams, answer);
  }

  #takeFault(pathname: string): ActiveFault<GetSignatureFault | BindPortFault> | undefined {
    const { getSignature, bindPort, ping, gateway } = this.#options.faults;
    const own =
      pathname === '/getSignature'
        ? getSignature.take(GET_SIGNATURE_FAULTS)
        : pathname === '/bindPort'
          ? bindPort.take(BIND_PORT_FAULTS)
          : ping.take(GATEWAY_FAULTS);
    return own ?? gateway.take(GATEWAY_FAULTS);
  }

  #getSignature(
    query: URLSearchParams,
    server: SimulatedServer,
    form: PayloadForm,
  ): SimulatedReply {
    const { now, tokens, claims } = this.#options;
    const at = now();
    if (tokens.ownerOf(query.get('token') ?? '', at) === undefined) return unauthorizedClient();
    const { payload, signature } = claims.issue(server.cn, at, form);
    return jsonReply(200, { status: 'OK', payload, signature });
  }

  #bindPort(query: URLSearchParams, server: SimulatedServer, address: string): SimulatedReply {
    const { now, claims, bindings, busyPorts } = this.#options;
    const at = now();
    const claim = claims.verify(query.get('payload') ?? '', query.get('signature') ?? '');
    const foreign = claim !== undefined && claim.server !== server.cn;
    if (claim === undefined || (foreign && server.foreignClaims === 'bad-signature')) {
      return badSignature();
    }
    if (at >= claim.expiresAt) return claimExpired();
    if (busyPorts.has(claim.port)) return busy(claim.port);
    const message = bindings.bind(server.cn, address, claim.port, at);
    return jsonReply(200, { status: 'OK', message });
  }
}

function faultyReply(
  { fault, delayMs }: ActiveFault<GetSignatureFault | BindPortFault>,
  query: URLSearchParams,
  answer: (form?: PayloadForm) => SimulatedReply,
): SimulatedReply {
  switch (fault) {
    case 'hang-after-tls':
      return { kind: 'hang' };
    case 'unauthorized-client':
      return unauthorizedClient();
    case 'login-failed':
      return loginFailed(200);
    case 'login-failed-401':
      return loginFailed(401);
    case 'login-failed-403':
      return loginFailed(403);
    case 'token-expired':
      return jsonReply(401, { status: 'ERROR', message: 'Token expired' });
    case 'malformed-payload':
      return answer('malformed');
    case 'port-zero-payload':
      return answer('port-zero');
    case 'created-at-payload':
      return answer('created-at');
    case 'bad-signature':
      return badSignature();
    case 'busy':
      return busy(portIn(query.get('payload') ?? ''));
    case 'claim-expired':
      return claimExpired();
    default:
      return exchangeReply({ fault, delayMs }, answer);
  }
}

function unauthorizedClient(): SimulatedReply {
  return jsonReply(401, { status: 'ERROR', message: 'Unauthorized client' });
}

function badSignature(): SimulatedReply {
  return jsonReply(401, { status: '', message: 'bad signature' });
}

/** Status and text of this answer are not known: clients may only count on its not being OK. */
function claimExpired(): SimulatedReply {
  return jsonReply(400, { status: 'ERROR', message: 'payload expired' });
}

/** Seen with a capital and without. */
function busy(port: number): SimulatedReply {
  const noun = port % 2 === 0 ? 'Port' : 'port';
  const message = `${noun} ${port} is busy. Please use another server`;
  return jsonReply(409, { status: '', message });
}

/** The port in a payload, whichever server signed it. */
function portIn(payload: string): number {
  const port = /"port":(\d+)/.exec(Buffer.from(payload, 'base64').toString())?.[1];
  return Number(port ?? 0);
}

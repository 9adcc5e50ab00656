import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';

/** A request that reached a simulator. */
export interface PiaRequestRecord {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly endpoint: PiaEndpoint;
  readonly method: string;
  /** Without the query: it carries secrets. */
  readonly path: string;
  readonly sourceAddress: string;
  /** The cn of the server asked; `null` for account and server list. */
  readonly server: string | null;
  /** Status of the reply; `null` when there was no complete one. */
  readonly status: number | null;
  /** `reply`, or what happened to the connection. */
  readonly outcome: string;
}

/**
 * The places that a client talks to. `server` and `meta` are ports at the public address of a VPN
 * server, for addKey and for measuring the latency.
 */
export type PiaService = 'account' | 'list' | 'gateway' | 'server' | 'meta';

/** Called with the reason when sockets may have to open or close. */
export type OnReachabilityChange = (reason: 'fault' | 'reconnect') => void;

/** The purpose of a request. */
export type PiaEndpoint =
  | 'token'
  | 'list'
  | 'getSignature'
  | 'bindPort'
  | 'ping'
  | 'addKey'
  | 'dedicatedIp'
  | 'other';

/** A TLS connection to a gateway, or to a server's public address. */
export interface PiaHandshakeRecord {
  readonly at: number;
  /** The cn of the server. */
  readonly server: string;
  /** `connected`, or what happened instead. */
  readonly outcome: string;
}

/** Records a request and its outcome. */
export function recordRequest(
  at: number,
  { method, sourceAddress }: SimulatedRequest,
  path: string,
  server: string | null,
  reply: SimulatedReply,
): PiaRequestRecord {
  const status = reply.kind === 'reply' ? reply.status : null;
  const endpoint = endpointOf(path);
  return { at, endpoint, method, path, sourceAddress, server, status, outcome: reply.kind };
}

function endpointOf(path: string): PiaEndpoint {
  if (path === '/api/client/v2/token') return 'token';
  if (path.startsWith('/vpninfo/servers/')) return 'list';
  if (path === '/getSignature') return 'getSignature';
  if (path === '/bindPort') return 'bindPort';
  if (path === '/ping') return 'ping';
  if (path === '/addKey') return 'addKey';
  if (path === '/api/client/v2/dedicated_ip') return 'dedicatedIp';
  return 'other';
}

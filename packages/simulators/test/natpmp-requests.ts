import type { NatPmpApiSimulator, NatPmpReply } from '../src/natpmp/natpmp-api-simulator.ts';
import type { SimulatedRequest } from '../src/simulated-http.ts';

/** A body of `POST /forward` as a client writes it. */
export function mappingBody(protocol: string, internalPort: number, duration = 60): string {
  return JSON.stringify({ internal_port: internalPort, protocol, duration });
}

/** A correct `POST /forward`, with the given changes. */
export function forwardRequest(
  body: string,
  changes: Partial<SimulatedRequest> = {},
): SimulatedRequest {
  return {
    method: 'POST',
    url: '/forward',
    headers: { 'content-type': 'application/json' },
    body,
    sourceAddress: '10.42.0.2',
    ...changes,
  };
}

/** A request without a body. */
export function plainRequest(method: string, url: string): SimulatedRequest {
  return { method, url, headers: {}, body: '', sourceAddress: '10.42.0.2' };
}

/** Asks for a mapping; gives status, body and delay. */
export function ask(
  simulator: NatPmpApiSimulator,
  protocol: string,
  internalPort: number,
  duration?: number,
): { status: number; body: Record<string, unknown>; delayMs: number } {
  return read(simulator.handle(forwardRequest(mappingBody(protocol, internalPort, duration))));
}

/** A reply that must be JSON. */
export function read(reply: NatPmpReply): {
  status: number;
  body: Record<string, unknown>;
  delayMs: number;
} {
  if (reply.kind !== 'reply') throw new Error(`no reply but ${reply.kind}`);
  return { status: reply.status, body: JSON.parse(reply.body), delayMs: reply.delayMs };
}

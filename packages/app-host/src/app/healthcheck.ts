import { isTransportFailure } from '@portkeep/http';
import { nodeTransport } from '@portkeep/http/node';
import { formatHostAndPort, type ListenAddress } from '../environment/kinds/listen-address.ts';
import { describeError } from '../log/error-facts.ts';

/** What a health check came to. */
export interface Health {
  readonly ok: boolean;
  /** One line for whoever looks at the container's health. */
  readonly text: string;
}

/** A page of our own names a few reasons. */
const MOST_BYTES = 65_536;

/** Asks `/readyz` of the instance that listens on the address. */
export async function healthcheck(listen: ListenAddress): Promise<Health> {
  if (listen === 'off') return { ok: true, text: 'HTTP_LISTEN is off: nothing is checked' };
  const url = `http://${formatHostAndPort({ ...listen, host: reachable(listen.host) })}/readyz`;
  try {
    const request = { method: 'GET', url, headers: {} };
    const reply = await nodeTransport({ maxBytes: MOST_BYTES })(request, { timeoutMs: 4_000 });
    return { ok: reply.status === 200, text: reply.body.trim().replaceAll('\n', '; ') };
  } catch (error) {
    return { ok: false, text: `${url} does not answer: ${why(error)}` };
  }
}

function why(error: unknown): string {
  return isTransportFailure(error) ? `${error.kind} (${error.code})` : describeError(error);
}

/** The address to reach a server that listens on all of them. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

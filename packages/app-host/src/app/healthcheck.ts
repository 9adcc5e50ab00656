import { isTransportFailure } from '@portkeep/http';
import { missingResource } from '@portkeep/http/client';
import { nodeTransport } from '@portkeep/http/node';
import type { ListenAddress } from '../environment/kinds/listen-address.ts';
import { addressesToAsk } from '../http-server/addresses-to-ask.ts';
import { strangerIn } from '../http-server/stranger-in.ts';
import { describeError } from '../log/error-facts.ts';

/** The result of a health check. */
export interface Health {
  readonly ok: boolean;
  /** One line for the user who looks at the container's health. */
  readonly text: string;
}

/** Our own status page only names a few reasons. */
const MOST_BYTES = 65_536;
/** Longer than a busy machine needs, but shorter than the timeout of those who run a health check. */
const LIMIT_MS = 4_000;

/**
 * Requests `/readyz` from the instance that listens on the address.
 *
 * @param app the app's name: the answer of another app, or of the same app in another container that
 * shares the network, says nothing about this instance.
 */
export async function healthcheck(listen: ListenAddress, app: string): Promise<Health> {
  if (listen === 'off') return { ok: true, text: 'HTTP_LISTEN is off: nothing is checked' };
  const addresses = addressesToAsk(listen);
  const texts: string[] = [];
  for (const address of addresses) {
    const health = await ask(address, app, LIMIT_MS / addresses.length);
    if (typeof health !== 'string') return health;
    texts.push(health);
  }
  return { ok: false, text: texts.join('; ') };
}

/** The health of our own instance, or why the request failed. */
async function ask(address: string, app: string, timeoutMs: number): Promise<Health | string> {
  const url = `http://${address}/readyz`;
  try {
    const request = { method: 'GET', url, headers: {} };
    const reply = await nodeTransport({ maxBytes: MOST_BYTES })(request, { timeoutMs });
    const stranger = strangerIn(reply.headers, app, address);
    if (stranger !== undefined) {
      return `${url} is answered by ${stranger}: set HTTP_LISTEN to an address that is free`;
    }
    return { ok: reply.status === 200, text: reply.body.trim().replaceAll('\n', '; ') };
  } catch (error) {
    return `${url} does not answer: ${why(error)}`;
  }
}

function why(error: unknown): string {
  if (!isTransportFailure(error)) return describeError(error);
  const { kind, code } = error;
  return `${kind === 'no-resources' ? missingResource(code)[0] : kind} (${code})`;
}

import ky from 'ky';
import type { HttpReply, HttpRequest, Transport } from '../transport.ts';
import { transportError } from '../transport-error.ts';
import { readBody } from './read-body.ts';

/** Options of {@link kyTransport}. */
export interface KyTransportOptions {
  /** What sends the request, for a proxy or a test. @default {globalThis.fetch} */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/**
 * A transport over `fetch` with the HTTP client ky: no retries (whoever keeps a lease tries again
 * by its own clock), no redirects, a deadline for the whole exchange, replies up to 8 MiB. It
 * works with the public certificate authorities that the runtime trusts, so for the account and
 * the server list; a gateway needs `pinnedTransport` of `@portkeep/pia-client/node`.
 *
 * @param options What sends the request.
 *
 * @example
 * ```ts
 * import { kyTransport, PiaAccountClient } from '@portkeep/pia-client';
 *
 * const transport = kyTransport({ fetch: async () => Response.json({ token: 'abc' }) });
 * const account = new PiaAccountClient({ username: 'p1234567', password: 'secret', transport });
 * if ((await account.getToken()).token !== 'abc') throw new Error('unreachable');
 * ```
 */
export function kyTransport(options: KyTransportOptions = {}): Transport {
  const { fetch } = options;
  return async (request, { signal, timeoutMs }) => {
    signal?.throwIfAborted();
    const stop = new AbortController();
    const stopped = new Promise<never>((_resolve, reject) => {
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason));
    });
    const onAbort = (): void => stop.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    const timer = setTimeout(() => {
      const error = new Error(`No answer within ${timeoutMs} ms`);
      stop.abort(Object.assign(error, { code: 'ETIMEDOUT' }));
    }, timeoutMs);
    try {
      // The race: a fetch may ignore its signal, and ky then waits for it for ever.
      return await Promise.race([send(request, fetch, stop.signal), stopped]);
    } catch (error) {
      stop.signal.throwIfAborted();
      throw transportError(error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  };
}

async function send(
  request: HttpRequest,
  fetch: KyTransportOptions['fetch'],
  signal: AbortSignal,
): Promise<HttpReply> {
  const response = await ky(request.url, {
    method: request.method,
    headers: request.headers,
    body: request.body ?? null,
    signal,
    retry: 0,
    timeout: false,
    redirect: 'manual',
    throwHttpErrors: false,
    ...(fetch && { fetch: (input, init) => fetch(new Request(input, init)) }),
  });
  const body = await readBody(response);
  const headers: Record<string, string | readonly string[]> = Object.fromEntries(response.headers);
  headers['set-cookie'] = response.headers.getSetCookie();
  return { status: response.status, headers, body };
}

import ky from 'ky';
import type { HttpReply, HttpRequest, Transport } from '../transport.ts';
import { failureCode } from './failure-code.ts';
import { readBody } from './read-body.ts';

/** Options of {@link kyTransport}. */
export interface KyTransportOptions {
  /** Used in place of the global `fetch`, e.g. with a proxy or a CA of your own. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/**
 * The default transport: `fetch`, by way of ky. No retries (whoever keeps a mapping tries again by
 * its own clock), no redirects, replies up to 1 MiB.
 *
 * @param options Another `fetch`.
 * @returns A transport for the client.
 *
 * @example
 * ```ts
 * import { kyTransport, NatPmpHttpClient } from '@portkeep/natpmp-client';
 *
 * const transport = kyTransport({ fetch: async () => Response.json({ status: 'healthy' }) });
 * const client = new NatPmpHttpClient({ baseUrl: 'localhost:8080', transport });
 * if ((await client.getHealth()).status !== 'healthy') throw new Error('not healthy');
 * ```
 */
export function kyTransport({ fetch }: KyTransportOptions = {}): Transport {
  return async (request, { signal, timeoutMs }) => {
    signal?.throwIfAborted();
    const stop = new AbortController();
    const stopped = new Promise<never>((_, reject) => {
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true });
    });
    const onAbort = () => stop.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(() => stop.abort(failure('ETIMEDOUT')), timeoutMs);
    try {
      // A race besides the signal: not every `fetch` listens to it.
      return await Promise.race([exchange(request, fetch, stop.signal), stopped]);
    } catch (error) {
      stop.signal.throwIfAborted();
      throw failure(failureCode(error));
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  };
}

async function exchange(
  { method, url, headers, body }: HttpRequest,
  fetch: KyTransportOptions['fetch'],
  signal: AbortSignal,
): Promise<HttpReply> {
  const response = await ky(url, {
    method,
    headers,
    signal,
    retry: 0,
    redirect: 'manual',
    throwHttpErrors: false,
    timeout: false,
    ...(body !== undefined && { body }),
    ...(fetch && { fetch: (input, init) => fetch(new Request(input, init)) }),
  });
  return {
    status: response.status,
    headers: {
      ...Object.fromEntries(response.headers),
      'set-cookie': response.headers.getSetCookie(),
    },
    body: await readBody(response, signal),
  };
}

function failure(code: string): Error {
  return Object.assign(new Error(`The request failed: ${code}`), { code });
}

import ky from 'ky';
import { countDownload } from '../body/count-download.ts';
import { countUpload } from '../body/count-upload.ts';
import { endingOnError } from '../body/ending-on-error.ts';
import { watchedStream } from '../body/watched-stream.ts';
import { withinLimit } from '../client/within-limit.ts';
import { TransportFailure } from '../failure/transport-failure.ts';
import type {
  HttpBody,
  HttpReply,
  HttpRequest,
  Transport,
  TransportOptions,
} from '../http-exchange.ts';
import { readMaxBytes, type TransportSettings } from '../transport-settings.ts';
import { countedUpload } from './counted-upload.ts';
import { fetchFailure } from './fetch-failure.ts';
import { freshConnection } from './fresh-connection.ts';
import { piecesOf, readBody, readHead } from './read-response.ts';
import { withLength } from './with-length.ts';

/** Options of {@link kyTransport}. */
export interface KyTransportOptions extends TransportSettings {
  /** Used in place of the global `fetch`, e.g. with a proxy or an authority of your own. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** ky's own retries, time limit and errors are not wanted: the clients have their own. */
const ONCE = { retry: 0, redirect: 'manual', throwHttpErrors: false, timeout: false } as const;

/**
 * A transport over `fetch`, by way of ky.
 *
 * Streams replies and reports the progress of both directions; that of uploads in Node.js and Bun
 * only, because elsewhere `fetch` cannot count what it sends with a `Content-Length`. Trusts what
 * `fetch` trusts: in Node.js, `NODE_TLS_REJECT_UNAUTHORIZED=0` switches the verification off.
 *
 * @param options Another `fetch`, headers for each request, another limit.
 * @returns The transport.
 * @throws {TypeError} When `maxBytes` is out of range.
 *
 * @example
 * ```ts
 * import { kyTransport } from '@portkeep/http/ky';
 *
 * const transport = kyTransport({ fetch: async () => Response.json({ status: 'ok' }) });
 * const request = { method: 'GET', url: 'http://localhost/health', headers: {} };
 * const { body } = await transport(request, { timeoutMs: 5_000 });
 * if (body !== '{"status":"ok"}') throw new Error(body);
 * ```
 */
export function kyTransport(options: KyTransportOptions = {}): Transport<HttpBody> {
  const { fetch, headers } = options;
  const maxBytes = readMaxBytes(options);
  // Looked up at each call: a test may replace the global one later.
  const send = (input: string | URL | Request, init: RequestInit): Promise<Response> =>
    fetch === undefined ? globalThis.fetch(input, init) : fetch(new Request(input, init));

  async function ask(
    { url, method, repeatable = false, ...request }: HttpRequest<HttpBody>,
    signal: AbortSignal,
    onProgress: TransportOptions['onProgress'],
  ): Promise<Response> {
    const { body, contentType } = withLength(request.body);
    const fresh = repeatable ? undefined : freshConnection();
    let isMade = false;
    try {
      const upload =
        onProgress && typeof body === 'object'
          ? await countedUpload(body, countUpload(onProgress))
          : undefined;
      signal.throwIfAborted();
      return await ky(url, {
        ...ONCE,
        method,
        headers: { ...contentType, ...headers, ...request.headers, ...upload?.headers },
        ...(body !== undefined && { body: upload?.body ?? body }),
        ...(upload && { duplex: upload.duplex }),
        // Here, because ky would make a signal of its own from this one, and knows no other options.
        fetch: (input, init) => {
          isMade = true;
          return send(input, { ...init, ...fresh?.options, signal });
        },
      });
    } catch (error) {
      if (isMade) throw error;
      // E.g. a header with a line break, or a file that can no longer be read.
      throw new TransportFailure('other', { code: 'ERR_INVALID_REQUEST', maybeSent: false });
    } finally {
      fresh?.release();
    }
  }

  return (request, { signal, timeoutMs, streams = false, onProgress }) =>
    withinLimit({ signal, timeoutMs }, async (limit): Promise<HttpReply> => {
      const stop = new AbortController();
      // In addition to the signal, to which not every `fetch` listens.
      limit.onStop((reason) => stop.abort(reason));
      const report = endingOnError(onProgress, limit);
      try {
        const response = await ask(request, stop.signal, report);
        if (stop.signal.aborted) response.body?.cancel().catch(() => {});
        stop.signal.throwIfAborted();
        if (response.status === 101) {
          // Deno's `fetch` takes it for a reply.
          response.body?.cancel().catch(() => {});
          throw new TransportFailure('not-http', { code: 'ERR_REPLY_UPGRADE', maybeSent: true });
        }
        const head = readHead(response);
        const onBytes = countDownload(head, report);
        const reading = { maxBytes, signal: stop.signal, onBytes };
        // A failed reply is always read as text, also where a stream was asked for.
        if (!streams || !response.ok) return { ...head, body: await readBody(response, reading) };
        const stream = watchedStream(piecesOf(response), {
          signal: stop.signal,
          onEnd: limit.stayOpen(),
          onBytes,
          toFailure: fetchFailure,
        });
        return { ...head, body: '', stream };
      } catch (error) {
        stop.signal.throwIfAborted();
        throw fetchFailure(error);
      }
    });
}

import ky from 'ky';
import type { HttpReply, HttpRequest, TransferProgress, Transport } from '../transport.ts';
import { failure, failureCode } from './failure-code.ts';
import { readBody, readHead } from './read-reply.ts';
import { watchedStream } from './watched-stream.ts';

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;
/** ky's own retries, time limit and errors are not wanted: the client has its own. */
const ONCE = { retry: 0, redirect: 'manual', throwHttpErrors: false, timeout: false } as const;

/** Options of {@link kyTransport}. */
export interface KyTransportOptions {
  /** Used in place of the global `fetch`, e.g. with a proxy or a CA of your own. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** The longest body that is read, in bytes. @default {33_554_432} */
  readonly maxBytes?: number | undefined;
}

/**
 * The default transport: `fetch`, by way of ky. No retries, no redirects. Brings streams and tells
 * the progress of downloads. Not of uploads: `fetch` can count only what it sends without a
 * `Content-Length`, and qBittorrent cuts such a connection (seen with 4.5.2, 5.1.0 and 5.3.0).
 *
 * @param options Another `fetch`, another limit.
 * @returns A transport for the client.
 *
 * @example
 * ```ts
 * import { kyTransport, QBittorrentClient } from '@portkeep/qbittorrent-client';
 *
 * const transport = kyTransport({ fetch: async () => new Response('v5.2.3') });
 * const client = new QBittorrentClient({ baseUrl: 'http://localhost:8080', transport });
 * if ((await client.app.version()) !== 'v5.2.3') throw new Error('another version');
 * ```
 */
export function kyTransport(options: KyTransportOptions = {}): Transport {
  const { fetch, maxBytes = DEFAULT_MAX_BYTES } = options;
  // Looked up at each call: a test may replace the global one later.
  const send = (input: RequestInfo | URL, init: RequestInit) =>
    fetch === undefined ? globalThis.fetch(input, init) : fetch(new Request(input, init));

  function ask(
    { url, method, headers, body }: HttpRequest,
    signal: AbortSignal,
    onProgress?: (progress: TransferProgress) => void,
  ): Promise<Response> {
    return ky(url, {
      ...ONCE,
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(onProgress === undefined ? {} : { onDownloadProgress: telling(onProgress) }),
      // The signal goes in here: ky would make a third one of it and its own.
      fetch: (input, init) => send(input, { ...init, signal }),
    });
  }

  return async (request, { signal, timeoutMs, streams = false, onProgress }) => {
    signal?.throwIfAborted();
    const stop = new AbortController();
    let end: (reason: unknown) => void = () => {};
    // A race besides the signal: not every `fetch` listens to it.
    const ended = new Promise<never>((_, reject) => {
      end = (reason) => {
        reject(reason);
        stop.abort(reason);
      };
    });
    const onAbort = () => end(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(() => end(failure('ETIMEDOUT')), timeoutMs);
    const release = () => signal?.removeEventListener('abort', onAbort);
    let stream: HttpReply['stream'];
    const exchange = async (): Promise<HttpReply> => {
      const response = await ask(request, stop.signal, onProgress);
      if (stop.signal.aborted) {
        // Too late for anybody, from a `fetch` that does not listen to the signal.
        response.body?.cancel().catch(() => {});
        throw stop.signal.reason;
      }
      const head = readHead(response);
      // Of a failure the text is wanted, whatever was asked for.
      if (!streams || !response.ok) {
        return { ...head, body: await readBody(response, head, maxBytes, stop.signal) };
      }
      stream = watchedStream(response.body ?? new Blob().stream(), stop.signal, release);
      return { ...head, body: '', stream };
    };
    try {
      return await Promise.race([exchange(), ended]);
    } catch (error) {
      signal?.throwIfAborted();
      // Never the error itself: ky's and undici's quote the URL and headers.
      throw stop.signal.aborted ? stop.signal.reason : failure(failureCode(error));
    } finally {
      clearTimeout(timer);
      if (stream === undefined) release();
    }
  };
}

/** ky tells the share as well, which is theirs to compute who want it. */
function telling(onProgress: (progress: TransferProgress) => void) {
  return ({ transferredBytes, totalBytes }: TransferProgress) =>
    onProgress({ transferredBytes, totalBytes });
}

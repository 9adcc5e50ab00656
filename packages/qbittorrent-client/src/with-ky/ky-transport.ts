import ky from 'ky';
import type { HttpReply, TransferProgress, Transport } from '../transport.ts';

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;

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
  const { maxBytes = DEFAULT_MAX_BYTES } = options;
  // Looked up at each call: a test may replace the global one later.
  const fetch = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  const http = ky.create({
    fetch: (input, init) => fetch(new Request(input, init)),
    retry: 0,
    redirect: 'manual',
    throwHttpErrors: false,
    timeout: false,
  });
  return async ({ method, url, headers, body }, options) => {
    const { signal, timeoutMs, streams = false, onProgress } = options;
    signal?.throwIfAborted();
    const stop = new AbortController();
    // A race besides the signal: not every `fetch` listens to it.
    const stopped = new Promise<never>((_, reject) => {
      stop.signal.addEventListener('abort', () => reject(stop.signal.reason), { once: true });
    });
    const onAbort = () => stop.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort, { once: true });
    const timer = setTimeout(() => stop.abort(failure('ETIMEDOUT')), timeoutMs);
    const release = () => signal?.removeEventListener('abort', onAbort);
    let stream: HttpReply['stream'];
    try {
      const exchange = async (): Promise<HttpReply> => {
        const init = {
          ...(body === undefined ? {} : { body }),
          ...(onProgress === undefined ? {} : { onDownloadProgress: telling(onProgress) }),
        };
        const response = await http(url, { method, headers, signal: stop.signal, ...init });
        const reply = { status: response.status, headers: readHeaders(response.headers) };
        // Of a failure the text is wanted, whatever was asked for.
        if (!streams || !response.ok) return { ...reply, body: await readBody(response, maxBytes) };
        stream = watched(response.body ?? new Blob().stream(), stop.signal, release);
        return { ...reply, body: '', stream };
      };
      return await Promise.race([exchange(), stopped]);
    } catch (error) {
      signal?.throwIfAborted();
      // Never the error itself: ky's and undici's quote the URL and headers.
      throw stop.signal.aborted ? stop.signal.reason : failure(findCode(error));
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

/** The same bytes; `done` is called when no more will come. A failure says no more than its code. */
function watched(
  source: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  done: () => void,
): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const part = await reader.read();
        if (!part.done) return controller.enqueue(part.value);
        done();
        controller.close();
      } catch (error) {
        done();
        controller.error(signal.aborted ? signal.reason : failure(findCode(error)));
      }
    },
    async cancel(reason) {
      done();
      await reader.cancel(reason);
    },
  });
}

function readHeaders(headers: Headers): Record<string, string | readonly string[]> {
  const plain = Object.fromEntries(headers.entries());
  return { ...plain, 'set-cookie': headers.getSetCookie() };
}

async function readBody(response: Response, maxBytes: number): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = '';
  let bytes = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength;
    if (bytes > maxBytes) {
      await reader.cancel();
      throw failure('ERR_REPLY_TOO_LARGE');
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
}

function failure(code: string): Error {
  return Object.assign(new Error(`The request failed: ${code}`), { code });
}

/** Node and undici set a code, Bun a name of its own, Deno only a text. */
function findCode(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return 'ERR_NETWORK';
  if ('code' in error && typeof error.code === 'string') {
    if (/^(E|ERR_|UND_|CERT_|DEPTH_|SELF_|UNABLE_)[A-Z0-9_]+$/.test(error.code)) return error.code;
    if (error.code === 'ConnectionRefused') return 'ECONNREFUSED';
    if (error.code === 'ConnectionClosed') return 'ECONNRESET';
    if (error.code === 'FailedToOpenSocket') return 'ENOTFOUND';
  }
  if (/connection refused/i.test(error.message)) return 'ECONNREFUSED';
  if (/dns error|failed to lookup address/i.test(error.message)) return 'ENOTFOUND';
  if (/certificate/i.test(error.message)) return 'ERR_TLS_CERT';
  return findCode(error.cause, depth + 1);
}

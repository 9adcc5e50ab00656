import type { ClientRequest } from 'node:http';
import { countDownload } from '../body/count-download.ts';
import { type Limit, withinLimit } from '../client/within-limit.ts';
import { isTransportFailure, TransportFailure } from '../failure/transport-failure.ts';
import type { HttpBody, HttpReply, Transport, TransportOptions } from '../http-exchange.ts';
import { checkAuthority } from './check-authority.ts';
import { connections } from './connections.ts';
import { nodeFailure } from './node-failure.ts';
import type { Pin } from './pin.ts';
import { readIncoming } from './read-incoming.ts';
import { headOf, type Progress } from './reply-head.ts';

/** Options of {@link nodeTransport}. */
export interface NodeTransportOptions {
  /** The only certificate authorities to trust, instead of the system's, in PEM form. */
  readonly ca?: string | undefined;
  /** Connects to an address and verifies a name, whatever the DNS says; for https URLs of that name. */
  readonly pin?: Pin | undefined;
  /**
   * Connects by way of an HTTP proxy, whatever the environment says. Its credentials, where it asks for
   * them, are part of the URL.
   */
  readonly proxy?: URL | undefined;
  /** Headers that are added to each request, e.g. for a proxy. Names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The longest body of a reply that is read, in bytes. @default {33_554_432} */
  readonly maxBytes?: number | undefined;
  /**
   * Called for each reply that is read as text; what it returns gets each piece of the body and gives
   * what takes its place, before `maxBytes` counts. For bodies of which only a part is of use.
   */
  readonly filter?: (() => (piece: Uint8Array) => Uint8Array) | undefined;
  /**
   * How long a connection waits for the next exchange, in milliseconds; 0 closes it after each. Keep
   * it below the server's own limit. Only `repeatable` requests use such a connection.
   *
   * @default {0}
   */
  readonly keepIdleMs?: number | undefined;
}

const DEFAULT_MAX_BYTES = 32 * 1024 * 1024;

/**
 * A transport over `node:http` and `node:https`, for Node.js, Deno and Bun.
 *
 * Nothing is sent before the certificate is verified, and no option or variable of the environment
 * can weaken that: TLS 1.2 or newer, the chain to `ca` (or to the system's authorities), the name. It
 * uses less memory than `fetch`, which in Node.js takes 10 MiB when it is first touched.
 *
 * Deno asks for `--allow-net`, and for https without a `ca` for `--allow-sys` and
 * `--allow-env=NODE_USE_SYSTEM_CA` as well.
 *
 * @param options Whom to trust, where to connect, limits.
 * @returns The transport.
 * @throws {TypeError} When an option cannot be used.
 * @throws {Error} For a `proxy` on a runtime that would ignore it.
 *
 * @example
 * ```ts
 * import { nodeTransport } from '@portkeep/http/node';
 *
 * const transport = nodeTransport({ keepIdleMs: 1_000, maxBytes: 1_048_576 });
 * async function isUp(url: string): Promise<boolean> {
 *   const request = { method: 'GET', url, headers: {}, repeatable: true };
 *   return (await transport(request, { timeoutMs: 5_000 })).status === 200;
 * }
 * ```
 */
export function nodeTransport(options: NodeTransportOptions = {}): Transport<HttpBody> {
  const { ca, pin, proxy, headers: added, filter } = options;
  const { maxBytes = DEFAULT_MAX_BYTES, keepIdleMs = 0 } = options;
  const open = connections({
    ca: ca === undefined ? ca : checkAuthority(ca),
    pin,
    proxy,
    keepIdleMs,
  });
  const viaProxy = proxy !== undefined;

  return (given, { signal, timeoutMs, streams = false, onProgress }) => {
    const request = added ? { ...given, headers: { ...added, ...given.headers } } : given;
    // Of both attempts, where there is a second one: what the first has sent may have arrived.
    const progress: Progress = { sent: false, error: undefined };
    const toFailure = (error: unknown) =>
      nodeFailure(isTransportFailure(error) ? error : (progress.error ?? error), {
        sent: progress.sent,
        viaProxy,
      });

    const attempt = async (limit: Limit, keep: boolean): Promise<HttpReply> => {
      let outgoing: ClientRequest | undefined;
      let isOpen = keep;
      try {
        const opened = open(request, keep);
        outgoing = opened;
        limit.onStop(() => {
          // Deno sends a request again that is destroyed on a kept connection.
          opened.reusedSocket = false;
          opened.destroy();
        });
        const sending = send(opened, request.body, onProgress);
        const [incoming] = await Promise.all([headOf(opened, progress), sending]);
        if (incoming.statusCode === 407 && viaProxy) {
          // Over plain http the proxy's own reply comes in the place of the server's.
          throw new TransportFailure('proxy-refused', {
            code: 'ERR_PROXY_TUNNEL',
            maybeSent: false,
          });
        }
        const head = { status: incoming.statusCode ?? 0, headers: incoming.headers };
        const onBytes = countDownload(head, onProgress);
        if (!streams || head.status < 200 || head.status > 299) {
          const body = await readIncoming(incoming, { maxBytes, onBytes, filter: filter?.() });
          return { ...head, body };
        }
        isOpen = true;
        const { streamIncoming } = await import('./stream-incoming.ts');
        return {
          ...head,
          body: '',
          stream: streamIncoming(incoming, { limit, onBytes, toFailure }),
        };
      } catch (error) {
        const failure = toFailure(error);
        // The server closed a kept connection in the same moment: a new one will do.
        const isStale = keep && outgoing?.reusedSocket === true && failure.kind === 'closed';
        if (!isStale) throw failure;
        progress.error = undefined;
        return await attempt(limit, false);
      } finally {
        // A server may leave open what will not be used again.
        if (!isOpen) outgoing?.destroy();
      }
    };

    const timedOut = () =>
      new TransportFailure('timeout', { code: 'ETIMEDOUT', maybeSent: progress.sent });
    return withinLimit({ signal, timeoutMs, timedOut }, (limit) =>
      attempt(limit, keepIdleMs > 0 && given.repeatable === true),
    );
  };
}

async function send(
  outgoing: ClientRequest,
  body: HttpBody | undefined,
  onProgress: TransportOptions['onProgress'],
): Promise<void> {
  if (typeof body !== 'object') {
    outgoing.end(body);
    return;
  }
  const { sendUpload } = await import('./send-upload.ts');
  await sendUpload(outgoing, body, (transferredBytes, totalBytes) =>
    onProgress?.({ direction: 'upload', transferredBytes, totalBytes }),
  );
}

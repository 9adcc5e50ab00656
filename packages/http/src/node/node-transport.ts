import type { ClientRequest } from 'node:http';
import { countDownload } from '../body/count-download.ts';
import { countUpload } from '../body/count-upload.ts';
import { endingOnError } from '../body/ending-on-error.ts';
import { checkNumber } from '../client/check-number.ts';
import { LONGEST_TIMEOUT_MS } from '../client/check-timeout.ts';
import { type Limit, withinLimit } from '../client/within-limit.ts';
import { timedOut } from '../failure/timed-out.ts';
import { isTransportFailure, TransportFailure } from '../failure/transport-failure.ts';
import type { HttpBody, HttpReply, Transport, TransportOptions } from '../http-exchange.ts';
import { readMaxBytes, type TransportSettings } from '../transport-settings.ts';
import { checkAuthority } from './check-authority.ts';
import { connections } from './connections.ts';
import { nodeFailure } from './node-failure.ts';
import { checkPin, type Pin } from './pin.ts';
import { readIncoming } from './read-incoming.ts';
import { headOf, type Progress } from './reply-head.ts';

/** Options of {@link nodeTransport}. */
export interface NodeTransportOptions extends TransportSettings {
  /**
   * The only certificate authorities to trust, in PEM form.
   *
   * @default {those of the runtime, and of NODE_EXTRA_CA_CERTS}
   */
  readonly ca?: string | undefined;
  /** Connects to an address and verifies a name, whatever the DNS says; for https URLs of that name. */
  readonly pin?: Pin | undefined;
  /**
   * Connects by way of an HTTP proxy, whatever the environment says. Its credentials, where it asks
   * for them, are part of the URL. Use one that you trust: while it connects to an https server,
   * the runtime reads its reply without a limit and may keep that connection open after a timeout
   * or an abort.
   */
  readonly proxy?: URL | undefined;
  /**
   * Called for each reply that is read as text; what it returns gets each piece of the body and gives
   * its replacement, before `maxBytes` counts. For bodies of which only a part is needed.
   */
  readonly filter?: (() => (piece: Uint8Array) => Uint8Array) | undefined;
  /**
   * How long a connection waits for the next exchange, in milliseconds from 0 to 2147483647; 0 closes
   * it after each. Keep it below the server's own limit. Only `repeatable` requests use such a
   * connection, and with a `proxy` none is kept: the time would also limit how long it may connect.
   *
   * @default {0}
   */
  readonly keepIdleMs?: number | undefined;
}

const IDLE = { of: 'milliseconds', from: 0, to: LONGEST_TIMEOUT_MS };

/**
 * A transport over `node:http` and `node:https`, for Node.js, Deno and Bun.
 *
 * Nothing is sent before the certificate is verified. No option can switch that off, nor can
 * `NODE_TLS_REJECT_UNAUTHORIZED`: TLS 1.2 or newer, the chain to `ca` (or to the authorities that the
 * runtime trusts), the name. It uses less memory than `fetch`, which in Node.js takes 10 MiB when
 * it is first touched.
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
  const maxBytes = readMaxBytes(options);
  const keepIdleMs = checkNumber('keepIdleMs', options.keepIdleMs ?? 0, IDLE);
  const open = connections({
    ca: ca === undefined ? ca : checkAuthority(ca),
    pin: pin && checkPin(pin),
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
      let leaveOpen = false;
      try {
        const opened = open(request, keep);
        outgoing = opened;
        limit.onStop(() => close(opened));
        const report = endingOnError(onProgress, limit);
        const sending = send(opened, request.body, report);
        const [incoming] = await Promise.all([headOf(opened, progress), sending]);
        if (incoming.statusCode === 407 && viaProxy && opened.protocol === 'http:') {
          // Most likely the proxy's own reply instead of the server's; nothing shows which.
          throw new TransportFailure('proxy-refused', {
            code: 'ERR_PROXY_TUNNEL',
            proxyStatus: 407,
            maybeSent: true,
          });
        }
        const head = { status: incoming.statusCode ?? 0, headers: incoming.headers };
        const onBytes = countDownload(head, report);
        if (!streams || head.status < 200 || head.status > 299) {
          const body = await readIncoming(incoming, { maxBytes, onBytes, filter: filter?.() });
          leaveOpen = keep;
          return { ...head, body };
        }
        const { streamIncoming } = await import('./stream-incoming.ts');
        const stream = streamIncoming(incoming, { limit, onBytes, toFailure });
        leaveOpen = true;
        return { ...head, body: '', stream };
      } catch (error) {
        const failure = toFailure(error);
        // The server closed a kept connection at the same moment: use a new one.
        const isStale = keep && outgoing?.reusedSocket === true && failure.kind === 'closed';
        if (!isStale) throw failure;
        progress.error = undefined;
        return await attempt(limit, false);
      } finally {
        // A server may leave open a connection that will not be used again.
        if (!leaveOpen && outgoing !== undefined) close(outgoing);
      }
    };

    const limits = { signal, timeoutMs, timedOut: () => timedOut(progress.sent) };
    return withinLimit(limits, (limit) =>
      attempt(limit, keepIdleMs > 0 && !viaProxy && given.repeatable === true),
    );
  };
}

function close(outgoing: ClientRequest): void {
  // Deno repeats a request that is destroyed on a kept connection.
  outgoing.reusedSocket = false;
  outgoing.destroy();
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
  await sendUpload(outgoing, body, onProgress && countUpload(onProgress));
}

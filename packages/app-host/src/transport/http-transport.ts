import { Agent, type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import type { HttpReply, HttpRequest, Transport } from '../transport.ts';

/** A kept connection that the server closed in the same moment: another one will do. */
const STALE = new Error('A kept connection was closed');

/** Options of {@linkcode httpTransport}. */
export interface HttpTransportOptions {
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string | undefined;
  /** Longest body that is accepted, bytes. @default {4_194_304} */
  readonly maxBytes?: number | undefined;
  /**
   * How long a connection waits for the next exchange, in milliseconds; 0 closes it after each. Keep
   * it below the server's own limit, or a request meets a connection that is being closed.
   *
   * @default {0}
   */
  readonly keepIdleMs?: number | undefined;
}

/**
 * A transport over `node:http` and `node:https`, without redirects.
 *
 * It exists because in Node touching `fetch` or `Request` loads undici, which alone breaks a memory
 * limit of 32 MiB.
 */
export function httpTransport(options: HttpTransportOptions = {}): Transport {
  const { ca, maxBytes = 4_194_304, keepIdleMs = 0 } = options;
  const open = opener(ca, keepIdleMs);
  return async (request, { signal, timeoutMs }) => {
    signal?.throwIfAborted();
    let outgoing: ClientRequest | undefined;
    let isOver = false;
    let end: (reason: unknown) => void = () => {};
    // Besides destroying the request, which is not always told of it: not of one that was upgraded.
    const ended = new Promise<never>((_, reject) => {
      end = (reason) => {
        isOver = true;
        reject(reason);
        outgoing?.destroy();
      };
    });
    const send = async (): Promise<HttpReply> => {
      outgoing = open(request);
      try {
        return await exchange(outgoing, request.body, maxBytes);
      } catch (error) {
        if (error !== STALE || isOver) throw error;
        return await send();
      }
    };
    // Node's own `signal` and `timeout` options would hide the caller's reason and miss slow bodies.
    const onAbort = () => end(signal?.reason);
    const timer = setTimeout(() => end(timedOut(request, timeoutMs)), timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([send(), ended]);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      // A server may leave open what nobody will use again.
      if (keepIdleMs === 0) outgoing?.destroy();
    }
  };
}

function opener(
  ca: string | undefined,
  keepIdleMs: number,
): (request: HttpRequest) => ClientRequest {
  const keep = keepIdleMs > 0 && { keepAlive: true, timeout: keepIdleMs };
  const plain = keep && new Agent(keep);
  let secure: Agent | false | undefined;
  return ({ url, method, headers }) => {
    const target = new URL(url);
    if (target.protocol !== 'https:') return requestHttp(target, { method, headers, agent: plain });
    // Loaded on first use: TLS costs memory that an app on plain http does not have to spend.
    const https = process.getBuiltinModule('node:https');
    secure ??= keep && new https.Agent(keep);
    // Said aloud, so that NODE_TLS_REJECT_UNAUTHORIZED cannot unsay it.
    const verified = { method, headers, agent: secure, rejectUnauthorized: true };
    return https.request(target, ca === undefined ? verified : { ...verified, ca });
  };
}

function exchange(
  outgoing: ClientRequest,
  body: string | undefined,
  maxBytes: number,
): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    // Destroying the request makes the reply fail too, with a less telling error, but later.
    outgoing.on('error', (error) => {
      const isStale = outgoing.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
      reject(isStale ? STALE : error);
    });
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy();
      reject(failure('ERR_REPLY_UPGRADE', 'The server changes to another protocol'));
    });
    outgoing.on('response', (incoming) => {
      readBody(incoming, maxBytes).then((text) => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text });
      }, reject);
    });
    outgoing.end(body);
  });
}

function readBody(incoming: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= maxBytes) return;
      reject(failure('ERR_REPLY_TOO_LARGE', `The reply is longer than ${maxBytes} bytes`));
      incoming.destroy();
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    incoming.on('error', reject);
  });
}

function timedOut({ url }: HttpRequest, timeoutMs: number): Error {
  const text = `No complete reply from ${new URL(url).host} within ${timeoutMs} ms`;
  return failure('ETIMEDOUT', text);
}

function failure(code: string, text: string): Error {
  return Object.assign(new Error(text), { code });
}

import { Agent, type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import type { HttpReply, HttpRequest, Transport } from '../transport.ts';

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
  const openRequest = opener(ca, keepIdleMs);
  return async (request, { signal, timeoutMs }) => {
    signal?.throwIfAborted();
    const outgoing = openRequest(request);
    // Node's own `signal` and `timeout` options would hide the caller's reason and miss slow bodies.
    const onAbort = () => outgoing.destroy(new Error('aborted'));
    const timer = setTimeout(() => outgoing.destroy(timedOut(request, timeoutMs)), timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const reply = await exchange(outgoing, request.body, maxBytes);
      // A server may leave open what nobody will use again.
      if (keepIdleMs === 0) outgoing.destroy();
      return reply;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
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
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      readBody(incoming, maxBytes, (error) => outgoing.destroy(error)).then((text) => {
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text });
      }, reject);
    });
    outgoing.end(body);
  });
}

function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
  giveUp: (error: Error) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) giveUp(tooLarge(maxBytes));
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    incoming.on('error', reject);
  });
}

function timedOut({ url }: HttpRequest, timeoutMs: number): Error {
  const text = `No complete reply from ${new URL(url).host} within ${timeoutMs} ms`;
  return Object.assign(new Error(text), { code: 'ETIMEDOUT' });
}

function tooLarge(maxBytes: number): Error {
  const text = `The reply is longer than ${maxBytes} bytes`;
  return Object.assign(new Error(text), { code: 'ERR_REPLY_TOO_LARGE' });
}

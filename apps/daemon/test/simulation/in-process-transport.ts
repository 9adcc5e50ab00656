import type { HttpReply, Transport } from '@portkeep/pia-client/core';
import type { Clock } from '@portkeep/port-lease';
import type { SimulatedReply, SimulatedRequest } from '@portkeep/simulators';
import type { Life } from './life.ts';

/** The limit of the daemon's own transport. */
const LARGEST_REPLY = 4_194_304;

/** How a client sees a failed connection, as Node.js names it. */
const CODES: Readonly<Partial<Record<SimulatedReply['kind'], string>>> = {
  refuse: 'ECONNREFUSED',
  reset: 'ECONNRESET',
  'empty-reply': 'ECONNRESET',
  'cut-off': 'ECONNRESET',
  'wrong-ca': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'wrong-name': 'ERR_TLS_CERT_ALTNAME_INVALID',
  'expired-certificate': 'CERT_HAS_EXPIRED',
  'not-yet-valid-certificate': 'CERT_NOT_YET_VALID',
  'wrong-purpose-certificate': 'INVALID_PURPOSE',
};

/** Where requests go and how long they take. */
export interface Road {
  readonly clock: Clock;
  readonly life: Life;
  /** One way, in milliseconds. */
  readonly latencyMs: () => number;
  /**
   * Identifies the route; packets are lost when it changes while they travel. `undefined` without a
   * route.
   */
  readonly way: () => string | undefined;
  readonly sourceAddress: () => string;
  readonly answer: (request: SimulatedRequest) => SimulatedReply;
  /** The reply in the end, or the code of the failure. */
  readonly onOutcome?: ((path: string, outcome: HttpReply | string) => void) | undefined;
}

/** Carries requests to a simulator as `node:http` would to a server, in simulated time. */
export function inProcessTransport(road: Road): Transport {
  const { life, onOutcome } = road;
  return (request, options) => {
    const path = new URL(request.url).pathname;
    return life.effect(`${request.method} ${path}`, async () => {
      try {
        const reply = await exchange(road, request, options);
        onOutcome?.(path, reply);
        return reply;
      } catch (error) {
        onOutcome?.(path, codeOf(error));
        throw error;
      }
    });
  };
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : String(error);
}

const NEVER = new AbortController().signal;

async function exchange(
  { clock, latencyMs, way, sourceAddress, answer }: Road,
  { method, url, headers, body = '' }: Parameters<Transport>[0],
  { signal = NEVER, timeoutMs }: Parameters<Transport>[1],
): Promise<HttpReply> {
  signal.throwIfAborted();
  // Such messages of Node.js quote their input: nothing of it may reach a log.
  const failure = (code: string) =>
    Object.assign(new Error(`request to ${url} failed, body ${body}`), { code });
  const start = clock.monotonic();
  const wait = async (ms: number) => {
    const left = timeoutMs - (clock.monotonic() - start);
    await clock.delay(Math.min(ms, left), signal);
    if (ms >= left) throw failure('ETIMEDOUT');
  };
  const travel = async () => {
    await wait(latencyMs());
    if (way() !== before) await wait(Number.POSITIVE_INFINITY);
  };

  const before = way();
  if (before === undefined) {
    await wait(5);
    throw failure('ENETUNREACH');
  }
  await travel();
  const reply = answer({
    method,
    url,
    headers: { ...headers },
    body,
    sourceAddress: sourceAddress(),
  });
  if (reply.kind === 'reply') await wait(reply.delayMs ?? 0);
  if (/hang|slow-drip/.test(reply.kind)) await wait(Number.POSITIVE_INFINITY);
  await travel();
  if (reply.kind !== 'reply') throw failure(CODES[reply.kind] ?? 'UNKNOWN');
  if (reply.body.length > LARGEST_REPLY) throw failure('ERR_REPLY_TOO_LARGE');
  return { status: reply.status, headers: reply.headers, body: reply.body };
}

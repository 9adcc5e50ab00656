import type { HttpReply, TransportFailure } from '@portkeep/http';
import { retryAfterSeconds } from '@portkeep/http/client';
import type { WallClock } from '../wall-clock.ts';

const FIRST_WAIT_MS = 250;
/** A caller that would have to wait longer gets the error, which says how long. */
const LONGEST_WAIT_MS = 10_000;

/** How often a call that only reads is repeated. */
export interface RetryReadOptions {
  /** How often at most; 0 = not at all. */
  readonly retries: number;
  readonly clock: WallClock;
  readonly signal?: AbortSignal | undefined;
}

/** Sends a request once; calls `onFailure` when there is no reply. */
type Send<Sent> = (onFailure: (failure: TransportFailure) => void) => Promise<Sent | undefined>;

/**
 * Makes a function that sends the requests of one call that only reads, and repeats them after a lost
 * connection, 429 or 5xx: after 250 ms, 1, 4 and then 10 seconds, or what `Retry-After` says. The limit
 * also holds if the call is rewritten in between.
 *
 * @returns A function that sends one, and returns the last outcome.
 */
export function retryRead({
  retries,
  clock,
  signal,
}: RetryReadOptions): <Sent extends { readonly reply: HttpReply }>(
  send: Send<Sent>,
) => Promise<Sent | undefined> {
  let tries = 0;
  return async (send) => {
    for (; ; tries += 1) {
      const ladder = Math.min(FIRST_WAIT_MS * 4 ** tries, LONGEST_WAIT_MS);
      let failure: TransportFailure | undefined;
      let wait: number | undefined;
      try {
        const sent = await send((each) => {
          failure = each;
        });
        wait = sent && waitAfter(sent.reply, ladder, clock.now());
        if (wait === undefined || tries >= retries) return sent;
      } catch (error) {
        if (failure?.kind !== 'closed' || tries >= retries) throw error;
      }
      await clock.delay(wait ?? ladder, signal);
    }
  };
}

function waitAfter(reply: HttpReply, ladder: number, now: number): number | undefined {
  if (reply.status !== 429 && reply.status < 500) return undefined;
  const wait = Math.max(ladder, (retryAfterSeconds(reply, now) ?? 0) * 1_000);
  return wait <= LONGEST_WAIT_MS ? wait : undefined;
}

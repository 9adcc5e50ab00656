import type { HttpReply } from '@portkeep/pia-client/core';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const QUARTER_HOUR_MS = 15 * MINUTE_MS;

type Result = 'token' | 'refused' | 'unanswered' | 'failed' | 'unsent';

/** The earliest time at which another login may follow. */
const WAITS: Readonly<Record<Result, number>> = {
  // The first time that a gateway refuses the token.
  token: 0,
  refused: QUARTER_HOUR_MS,
  unanswered: MINUTE_MS,
  failed: 4.5 * SECOND_MS,
  unsent: 0,
};

/** Checks that the daemon logs in as seldom as it can. */
export class LoginWatch {
  /** How often it was answered with a token, with anything else, and with no proper reply. */
  readonly counts = { token: 0, refused: 0, unanswered: 0, failed: 0, unsent: 0 };
  readonly #trueTime: () => number;
  readonly #onProblem: (problem: string) => void;
  #last: { readonly at: number; readonly result: Result; readonly waitMs: number } | undefined;
  #tokens: number[] = [];
  #kept = true;
  #excused = false;

  constructor(trueTime: () => number, onProblem: (problem: string) => void) {
    this.#trueTime = trueTime;
    this.#onProblem = onProblem;
  }

  /** Other credentials, another time, or a SIGHUP: the next login is allowed whenever it comes. */
  excuse(): void {
    this.#last = undefined;
    this.#tokens = [];
    this.#excused = true;
  }

  /** The state is on the disk, and with it the result of the last login. */
  stateKept(): void {
    this.#kept = true;
  }

  /** Only a kill between a login's reply and the sync may cost another login. */
  killed(): void {
    if (!this.#kept) this.excuse();
  }

  begins(): void {
    this.#excused = false;
    const now = this.#trueTime();
    const last = this.#last;
    // A timer counts whole milliseconds, and the clocks of the two sides may differ by as much.
    if (last !== undefined && now - last.at < last.waitMs - 5) {
      const seconds = Math.round((now - last.at) / 1000);
      this.#onProblem(`a login ${seconds} s after one that was answered with: ${last.result}`);
    }
    const recent = this.#tokens.filter((at) => now - at < QUARTER_HOUR_MS - 5);
    if (recent.length > 1) this.#onProblem('a third login for a token within 15 minutes');
  }

  ends(outcome: HttpReply | string): void {
    const result = resultOf(outcome);
    this.counts[result] += 1;
    if (result === 'unsent') return;
    this.#kept = false;
    // Something that allows the next login happened while this one was under way.
    if (this.#excused) return;
    const at = this.#trueTime();
    if (result === 'token') this.#tokens.push(at);
    const retryAfter =
      typeof outcome === 'string' ? 0 : Number(outcome.headers['retry-after'] ?? 0);
    this.#last = { at, result, waitMs: Math.max(WAITS[result], retryAfter * 1000) };
  }
}

function resultOf(outcome: HttpReply | string): Result {
  if (outcome === 'ETIMEDOUT') return 'unanswered';
  if (outcome === 'ECONNREFUSED' || outcome === 'ENETUNREACH') return 'unsent';
  if (typeof outcome === 'string') return 'refused';
  if (outcome.status >= 500) return 'failed';
  return outcome.status === 200 && /"token":"[^"]+"/.test(outcome.body) ? 'token' : 'refused';
}

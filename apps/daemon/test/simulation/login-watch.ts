import type { HttpReply } from '@portkeep/pia-client/core';

const QUARTER_HOUR_MS = 900_000;
const HOUR_MS = 3_600_000;

/** Holds the daemon to logging in as seldom as it can. */
export class LoginWatch {
  /** How often it was answered with a token, with a refusal, and not properly at all. */
  readonly counts = { token: 0, refused: 0, failed: 0 };
  readonly #trueTime: () => number;
  readonly #onProblem: (problem: string) => void;
  #last: { readonly at: number; readonly result: 'token' | 'refused'; waitMs: number } | undefined;
  #kept = true;
  #excused = false;

  constructor(trueTime: () => number, onProblem: (problem: string) => void) {
    this.#trueTime = trueTime;
    this.#onProblem = onProblem;
  }

  /** Other credentials, another time, somebody asked: the next login is fine whenever it comes. */
  excuse(): void {
    this.#last = undefined;
    this.#excused = true;
  }

  /** The state is on the disk, and with it what the last login gave. */
  stateKept(): void {
    this.#kept = true;
  }

  /** Only a kill between a login's reply and the sync may cost another login. */
  killed(): void {
    if (!this.#kept) this.excuse();
  }

  begins(): void {
    this.#excused = false;
    const last = this.#last;
    if (last === undefined) return;
    const age = this.#trueTime() - last.at;
    if (age < last.waitMs) {
      const seconds = Math.round(age / 1000);
      this.#onProblem(`a login ${seconds} s after one that was answered with: ${last.result}`);
    }
  }

  ends(outcome: HttpReply | string): void {
    const result = resultOf(outcome);
    this.counts[result] += 1;
    if (result === 'failed') return;
    this.#kept = false;
    // It was begun with what is out of date by now.
    if (this.#excused) return;
    const retryAfter =
      typeof outcome === 'string' ? 0 : Number(outcome.headers['retry-after'] ?? 0);
    // A token that a gateway refuses is given up after an hour at the earliest.
    const refusalMs = Math.max(QUARTER_HOUR_MS, retryAfter * 1000);
    const waitMs = result === 'refused' ? refusalMs : HOUR_MS;
    this.#last = { at: this.#trueTime(), result, waitMs };
  }
}

function resultOf(outcome: HttpReply | string): 'token' | 'refused' | 'failed' {
  if (typeof outcome === 'string') return 'failed';
  const { status, body } = outcome;
  if ([401, 402, 403, 429].includes(status)) return 'refused';
  if (/too_many_attempts|no auth data/.test(body)) return 'refused';
  return status === 200 && /"token":"[^"]+"/.test(body) ? 'token' : 'failed';
}

import type { HostAndPort } from '@portkeep/app-host';
import { GatewayFailure } from './gateway-failure.ts';
import { Lanes } from './lanes.ts';
import type { Question } from './question.ts';
import { WaitingQuestion } from './waiting-question.ts';

/** RFC 6886, 3.1: 250 ms for the first answer, twice as long for each further one. */
const FIRST_WAIT_MS = 250;

/** Options of {@linkcode GatewayLine}. */
export interface GatewayLineOptions {
  /** Where the gateway is at this moment; `undefined` when there is none. */
  readonly locate: () => HostAndPort | undefined;
  /** Packets for one question before its gateway counts as silent, from 1 to 9; 5 take 7.75 s. */
  readonly tries: number;
}

type Waiting = Pick<
  WaitingQuestion<unknown>,
  'since' | 'dueAt' | 'sent' | 'settled' | 'send' | 'fail'
>;

/**
 * The queue for a gateway: one question at a time (RFC 6886, 3.1), and the callers take turns. A
 * question that is not answered within 250 ms goes behind others before its next packet, so that a
 * question that the gateway drops does not block the rest. A gateway that answers none of them
 * counts as silent for every question that has waited for the time of all tries, however far back
 * in the queue it is.
 */
export class GatewayLine {
  readonly #options: GatewayLineOptions;
  readonly #lanes = new Lanes<Waiting>();
  #working = false;
  /** Since when it has left questions unanswered, on the clock of `performance.now()`. */
  #silentSince: number | undefined;
  #wake = (): void => {};

  constructor(options: GatewayLineOptions) {
    this.#options = options;
  }

  /** How many questions wait for an answer. */
  get length(): number {
    return this.#lanes.size;
  }

  /**
   * Asks the gateway.
   *
   * @param caller those with the same name take turns as one.
   * @throws {GatewayFailure} when it refuses, is silent or cannot be asked.
   * @throws the signal's reason, after which nothing more is sent.
   */
  async ask<T>(question: Question<T>, caller: string, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    const waiting = new WaitingQuestion(question, this.#options.locate);
    const onAbort = () => {
      this.#lanes.remove(waiting);
      waiting.fail(signal.reason);
    };
    signal.addEventListener('abort', onAbort);
    this.#lanes.add(caller, waiting);
    this.#wake();
    void this.#work();
    try {
      const answer = await waiting.answer;
      this.#silentSince = undefined;
      return answer;
    } catch (error) {
      const isSilence = error instanceof GatewayFailure && error.reason === 'no-reply';
      if (!isSilence && !signal.aborted) this.#silentSince = undefined;
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#lanes.remove(waiting);
      this.#wake();
      waiting.close();
    }
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let now = performance.now(); this.#lanes.size > 0; now = performance.now()) {
      const next = this.#lanes.next(({ dueAt }) => dueAt <= now);
      if (next === undefined) {
        await this.#rest(Math.min(...[...this.#lanes].map(({ dueAt }) => dueAt)) - now);
      } else if (next.sent === this.#options.tries) {
        next.fail(new GatewayFailure('no-reply'));
        await next.settled;
      } else {
        next.dueAt = now + FIRST_WAIT_MS * 2 ** next.sent;
        this.#silentSince ??= now;
        next.send();
        await turn(next.settled);
      }
      this.#failSilent(performance.now());
    }
    this.#working = false;
  }

  #failSilent(now: number): void {
    const begun = now - FIRST_WAIT_MS * (2 ** this.#options.tries - 1);
    if (this.#silentSince === undefined || this.#silentSince > begun) return;
    for (const waiting of [...this.#lanes]) {
      if (waiting.since > begun) continue;
      this.#lanes.remove(waiting);
      waiting.fail(new GatewayFailure('no-reply'));
    }
  }

  /** Waits until the time is up, or until a question comes or goes. */
  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Ends when the question is settled, or earlier, so that others do not wait for a lost packet. */
async function turn(settled: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, FIRST_WAIT_MS);
  });
  await Promise.race([settled, limit]);
  clearTimeout(timer);
}

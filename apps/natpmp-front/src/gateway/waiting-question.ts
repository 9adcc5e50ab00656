import type { HostAndPort } from '@portkeep/app-host';
import { GatewayCall } from './gateway-call.ts';
import { GatewayFailure } from './gateway-failure.ts';
import type { Question } from './question.ts';

/** A question that waits for its answer; each call of `send` sends it again. */
export class WaitingQuestion<T> {
  /** When it began to wait, on the clock of `performance.now()`. */
  readonly since: number = performance.now();
  /** When its next packet may be sent, on the same clock. */
  dueAt = 0;
  /** Packets sent until now. */
  sent = 0;
  readonly answer: Promise<T>;
  /** Resolves when it no longer waits. */
  readonly settled: Promise<void>;
  /** Ends the wait with an error. */
  fail: (reason: unknown) => void = () => {};
  readonly #question: Question<T>;
  readonly #locate: () => HostAndPort | undefined;
  #resolve: (answer: T) => void = () => {};
  #call: GatewayCall<T> | undefined;

  /** @param locate where the gateway is when the first packet is sent. */
  constructor(question: Question<T>, locate: () => HostAndPort | undefined) {
    this.#question = question;
    this.#locate = locate;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.fail = reject;
    });
    this.settled = this.answer.then(noop, noop);
  }

  /** Sends it again. The answer to any of its packets counts. */
  send(): void {
    this.sent += 1;
    if (this.#call === undefined) {
      const gateway = this.#locate();
      if (gateway === undefined) {
        this.fail(new GatewayFailure('no-route'));
        return;
      }
      this.#call = new GatewayCall(gateway, this.#question);
      this.#call.answer.then(this.#resolve, this.fail);
    }
    void this.#call.send();
  }

  close(): void {
    this.#call?.close();
  }
}

function noop(): void {}

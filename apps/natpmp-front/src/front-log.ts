import { adviceOf, describeError, type Log } from '@portkeep/app-host';
import type { GatewayAudience } from './gateway/gateway.ts';
import type { GatewayFailure } from './gateway/gateway-failure.ts';

const AGAIN_MS = 60_000;

/** Logs what happens to the gateway: a failure when it begins, once a minute, and when it is over. */
export class FrontLog implements GatewayAudience {
  readonly #log: Log;
  #last: { readonly text: string; readonly at: number } | undefined;

  constructor(log: Log) {
    this.#log = log;
  }

  answered(): void {
    if (this.#last !== undefined) this.#log.info('The gateway answers again');
    this.#last = undefined;
  }

  failed(failure: GatewayFailure): void {
    const text = describeError(failure);
    const at = performance.now();
    const isNews = this.#last?.text !== text || at - this.#last.at >= AGAIN_MS;
    if (!isNews) return;
    this.#last = { text, at };
    this.#log.warn(text, { advice: adviceOf(failure) });
  }

  restarted(epochSeconds: number, mappings: number): void {
    this.#log.warn('The gateway has restarted; what it lost is requested again', {
      epoch: epochSeconds,
      mappings,
    });
  }
}

import {
  describeError,
  isoSeconds,
  type Metric,
  metricsText,
  type ProbeResult,
  type StatusView,
} from '@portkeep/app-host';
import type { GatewayAudience } from './gateway/gateway.ts';
import type { GatewayFailure } from './gateway/gateway-failure.ts';

/** What the status shows that other parts know; read at each request. */
export interface FrontFacts {
  /** `address:port`, or null where there is none. */
  readonly gateway: string | null;
  /** Mappings that have not expired. */
  readonly mappings: number;
  /** Questions that wait for an answer from the gateway. */
  readonly waiting: number;
}

/** Options of {@linkcode FrontStatus}. */
export interface FrontStatusOptions {
  readonly app: string;
  readonly version: string;
  readonly facts: () => FrontFacts;
}

const STUCK_AFTER_MS = 180_000;

/** Collects what happens to the gateway, for the status pages. */
export class FrontStatus implements StatusView, GatewayAudience {
  readonly #options: FrontStatusOptions;
  readonly #answers = { success: 0, failure: 0 };
  #restarts = 0;
  #answeredAt: number | undefined;
  #failure: GatewayFailure | undefined;
  #tickedAt = performance.now();

  constructor(options: FrontStatusOptions) {
    this.#options = options;
  }

  /** The loop is alive. */
  tick(): void {
    this.#tickedAt = performance.now();
  }

  answered(): void {
    this.#answers.success += 1;
    this.#answeredAt = Date.now();
    this.#failure = undefined;
  }

  failed(failure: GatewayFailure): void {
    this.#answers.failure += 1;
    // A refusal is an answer: the gateway is there.
    if (failure.resultCode === undefined && failure.reason !== 'empty-grant') {
      this.#failure = failure;
      return;
    }
    this.#answeredAt = Date.now();
    this.#failure = undefined;
  }

  restarted(): void {
    this.#restarts += 1;
  }

  healthy(): boolean {
    return performance.now() - this.#tickedAt <= STUCK_AFTER_MS;
  }

  /**
   * Restarting the front does not bring a gateway back, so the front counts as started as soon as
   * this page answers.
   */
  startedUp(): ProbeResult {
    return { ok: true, reasons: [] };
  }

  ready(): ProbeResult {
    const text = this.#trouble();
    return { ok: text === undefined, reasons: text === undefined ? [] : [`gateway: ${text}`] };
  }

  status(): Readonly<Record<string, unknown>> {
    const { app, version, facts } = this.#options;
    const { gateway, mappings, waiting } = facts();
    return {
      app,
      version,
      state: this.#state(),
      gateway,
      last_answer_at: this.#answeredAt === undefined ? null : isoSeconds(this.#answeredAt),
      last_error: this.#failure === undefined ? null : describeError(this.#failure),
      gateway_restarts: this.#restarts,
      mappings,
      waiting,
    };
  }

  metrics(): string {
    const { app, version, facts } = this.#options;
    const { mappings, waiting } = facts();
    const up = Number(this.#trouble() === undefined);
    const { success, failure } = this.#answers;
    return metricsText([
      gauge('portkeep_gateway_up', '1 while the gateway answers', up),
      gauge('portkeep_mappings', 'Mappings that have not expired', mappings),
      gauge('portkeep_gateway_waiting', 'Requests that wait for the gateway', waiting),
      counter('portkeep_gateway_requests_total', 'Requests to the gateway by outcome', [
        { labels: { result: 'success' }, value: success },
        { labels: { result: 'failure' }, value: failure },
      ]),
      counter('portkeep_gateway_restarts_total', 'How often the gateway lost its mappings', [
        { value: this.#restarts },
      ]),
      {
        ...gauge('portkeep_build_info', 'Always 1; the labels say what runs', 1),
        samples: [{ labels: { app, version }, value: 1 }],
      },
    ]);
  }

  #trouble(): string | undefined {
    if (this.#failure !== undefined) return describeError(this.#failure);
    return this.#answeredAt === undefined ? 'no answer yet' : undefined;
  }

  #state(): 'starting' | 'held' | 'lost' {
    if (this.#answeredAt === undefined) return 'starting';
    return this.#failure === undefined ? 'held' : 'lost';
  }
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: 'gauge', samples: [{ value }] };
}

function counter(name: string, help: string, samples: Metric['samples']): Metric {
  return { name, help, type: 'counter', samples };
}

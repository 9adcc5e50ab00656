import {
  type HttpReply,
  isNatPmpError,
  type MappingOptions,
  type NatPmpHttpClient,
  type PortMapping,
  type Protocol,
} from '@portkeep/natpmp-client/core';
import type { Backoff, Clock, Lease, LeaseSource } from '@portkeep/port-lease';
import { FREE_PORTS } from '../natpmp-variables.ts';
import { FailedCycles } from './failed-cycles.ts';
import { isRefusal } from './is-refusal.ts';
import { PossibleMapping } from './possible-mapping.ts';
import { queuedMs } from './queued-ms.ts';
import { LEAST_MS, type RenewalCycle } from './renewal-cycle.ts';
import { type RetrySettings, retryWait } from './retry-wait.ts';
import type { SerialQueue } from './serial-queue.ts';

/** Called with each request when it is made. */
export interface RequestWatch {
  asking(protocol: Protocol): void;
  /** @param body The reply as the API sent it. */
  mapped(mapping: PortMapping, body: string): void;
  /** @param body The reply as it came; empty when none did. */
  failed(protocol: Protocol, error: unknown, body: string): void;
}

/** Options of {@linkcode MappingSource}. */
export interface MappingSourceOptions extends RetrySettings {
  readonly protocol: Protocol;
  readonly internalPort: number;
  readonly durationSeconds: number;
  readonly client: Pick<NatPmpHttpClient, 'requestMapping'>;
  readonly clock: Clock;
  /** Shared by all protocols, as is the cycle. */
  readonly queue: SerialQueue;
  readonly cycle: RenewalCycle;
  /** 0 for the protocol that is renewed first. */
  readonly order: number;
  readonly watch: RequestWatch;
  /** 0 <= x < 1. @default {Math.random} */
  readonly random?: (() => number) | undefined;
}

/** Offset between protocols, so that they renew in order and within one cycle. */
const STAGGER_MS = 5;

/** One protocol's mapping as a lease: requested, renewed by the same request, and tried again. */
export class MappingSource implements LeaseSource<PortMapping> {
  readonly protocol: Protocol;
  readonly #options: MappingSourceOptions;
  readonly #cycles: FailedCycles;
  readonly #random: () => number;
  readonly #possible = new PossibleMapping();
  #expiresAt = Number.NEGATIVE_INFINITY;
  #failures = 0;
  #asking = false;
  /** Monotonic. */
  #restUntil = Number.NEGATIVE_INFINITY;

  constructor(options: MappingSourceOptions) {
    this.protocol = options.protocol;
    this.#options = options;
    this.#cycles = new FailedCycles(options.refreshMs);
    this.#random = options.random ?? Math.random;
  }

  /** Cycles of `REFRESH_INTERVAL` in a row without a mapping. */
  get failedCycles(): number {
    return this.#cycles.count;
  }

  /** Whether a request is under way, or waits for its turn. */
  get asking(): boolean {
    return this.#asking;
  }

  /** Whether the gateway may have a mapping, though none was confirmed. */
  get mayBeMapped(): boolean {
    return this.#possible.lasts(this.#options.clock.monotonic());
  }

  /** Failed tries in the present cycle; 0 when the next try begins another one. */
  get triesInCycle(): number {
    return this.#cycles.tries;
  }

  /** Tries after the first in the cycle that failed last. */
  get retriesInFailedCycle(): number {
    return this.#cycles.retries;
  }

  /** The wait after a failed try; belongs to the loop that keeps this mapping. */
  readonly backoff: Backoff = (step, error) => {
    const { clock, refreshMs } = this.#options;
    // Mapped, but already due again when it arrived: the API takes as long as the mapping lasts.
    if (error === undefined) return Math.min(step * 1_000, refreshMs);
    const now = clock.monotonic();
    const wait = retryWait(
      this.#options,
      {
        failures: this.#failures,
        triesInCycle: this.#cycles.tries,
        leftMs: Math.max(0, this.#expiresAt - clock.now()),
        cycleLeftMs: this.#cycles.left(now),
        refused: isRefusal(error),
        deniable: this.#isDeniable(error),
        retryAfterMs: retryAfterMs(error),
      },
      this.#random,
    );
    this.#cycles.next(now + wait);
    return wait;
  };

  /** A port that was mapped once is not denied; a failure that leaves no doubt was not a stall. */
  #isDeniable(error: unknown): boolean {
    const wasMapped = this.#restUntil > Number.NEGATIVE_INFINITY;
    const isLow = this.#options.internalPort < FREE_PORTS;
    return isLow && !wasMapped && isNatPmpError(error) && error.ambiguous;
  }

  async acquire(signal: AbortSignal): Promise<Lease<PortMapping>> {
    const { clock } = this.#options;
    // A mapping may lapse before it is due for a renewal.
    const restMs = this.#restUntil - clock.monotonic();
    if (restMs > 0) await clock.delay(restMs, signal);
    return this.#ask(signal);
  }

  renew({ expiresAt }: Lease<PortMapping>, signal: AbortSignal): Promise<Lease<PortMapping>> {
    this.#expiresAt = expiresAt;
    return this.#ask(signal);
  }

  #ask(signal: AbortSignal): Promise<Lease<PortMapping>> {
    const { queue, clock, watch } = this.#options;
    this.#asking = true;
    const lease = queue.run(async () => {
      this.#cycles.begin(clock.monotonic());
      watch.asking(this.protocol);
      let body = '';
      const onReply = (reply: HttpReply) => {
        body = reply.body;
      };
      try {
        const lease = await this.#request({ signal, onReply });
        this.#failures = 0;
        this.#cycles.succeeded();
        watch.mapped(lease.value, body);
        return lease;
      } catch (error) {
        signal.throwIfAborted();
        this.#possible.failed(error);
        this.#failures += 1;
        this.#cycles.failed();
        watch.failed(this.protocol, error, body);
        throw error;
      }
    }, signal);
    return lease.finally(() => {
      this.#asking = false;
    });
  }

  async #request(options: MappingOptions): Promise<Lease<PortMapping>> {
    const { client, clock, cycle, order, internalPort, durationSeconds } = this.#options;
    const { protocol } = this;
    const askedAt = clock.now();
    const sentAt = clock.monotonic();
    this.#possible.asking(sentAt + durationSeconds * 1_000);
    const value = await client.requestMapping(
      { protocol, internalPort, lifetimeSeconds: durationSeconds },
      options,
    );
    const queued = queuedMs(value, clock.monotonic() - sentAt);
    const { renewAt, expiresAt } = cycle.times(askedAt, value.lifetimeSeconds, queued);
    this.#possible.made(sentAt + expiresAt - askedAt);
    this.#restUntil = sentAt + Math.min(renewAt - askedAt, LEAST_MS);
    return { value, renewAt: renewAt + order * STAGGER_MS, expiresAt };
  }
}

function retryAfterMs(error: unknown): number {
  return isNatPmpError(error) ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
}

import type { ProbeResult, StatusView } from '@portkeep/app-host';
import { describeError, isoOrNull, metricsText } from '@portkeep/app-host';
import {
  type Clock,
  type Lease,
  type LeaseEvent,
  type SinkEvent,
  type SinkPublisher,
  systemClock,
} from '@portkeep/port-lease';
import { LeaseCounters } from './lease-counters.ts';
import { leaseMetrics } from './lease-metrics.ts';
import type {
  LeaseFacts,
  LeaseState,
  LeaseStatusOptions,
  LeaseTrouble,
} from './lease-status-options.ts';
import { sinkFails, sinkReason, sinkStatus } from './sink-report.ts';

interface Held {
  readonly lease: Lease<LeaseFacts>;
  readonly renewedAt: number;
  /** When the lease expires on the monotonic clock, which counts even if the wall clock is set back. */
  readonly monotonicEnd: number;
}

/** Where each request gets the states of the sinks: a `SinkPublisher`. */
type SinkStates = Pick<SinkPublisher<object>, 'states'>;

/**
 * Combines lease events and sink states into what the status server shows. Whether the lease is valid
 * is computed at each request: with an expired one the app is not ready, even if no event came.
 */
export class LeaseStatus implements StatusView {
  readonly #options: LeaseStatusOptions;
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly #counters = new LeaseCounters();
  /** The app's own sinks that have held the current port. */
  readonly #written = new Set<string>();
  #held: Held | undefined;
  #lost = false;
  #doubt: string | undefined;
  #failure: LeaseTrouble | undefined;
  #obstacle: string | undefined;
  #startedUp = false;
  #lastTick: number;
  #sinks: SinkStates = { states: () => ({}) };

  constructor(options: LeaseStatusOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#lastTick = this.#clock.monotonic();
  }

  /** Reports that the loop is alive. Call it at least once a minute; see {@linkcode tickingClock}. */
  tick(): void {
    this.#lastTick = this.#clock.monotonic();
  }

  /** Takes an event from `keepLease`. */
  lease(event: LeaseEvent<LeaseFacts>): void {
    this.tick();
    if (event.type === 'lost') {
      this.#lost = true;
    } else if (event.type === 'failed') {
      this.#counters.renewals.failure += 1;
      const text = this.#options.hide(describeError(event.error));
      this.#failure = { text, retryAt: event.retryAt };
    } else {
      this.#hold(event.lease);
    }
    // The app's own files get the port only after this; their events then complete the start.
    if (this.#options.ownSinks.length === 0) this.startedUp();
  }

  /** Counts an event of `SinkPublisher`, whose states are read when needed: {@linkcode follow}. */
  sink(event: Pick<SinkEvent<unknown>, 'sink' | 'type'>): void {
    this.#counters.sink(event);
    // The start may be complete now but no longer look so at the next request: it is latched here.
    this.startedUp();
  }

  /** Shows the sinks of this publisher from now on; before that, no sink is shown. */
  follow(publisher: SinkStates): void {
    this.#sinks = publisher;
  }

  /** Counts an attempt to log in. */
  login(result: 'success' | 'failure'): void {
    this.#counters.logins[result] += 1;
  }

  /**
   * Sets what keeps the app from even trying (another instance holds the state, a folder is not
   * writable), for `/readyz` and `last_error`; `undefined` once that is over.
   */
  obstacle(text: string | undefined): void {
    this.tick();
    this.#obstacle = text === undefined ? undefined : this.#options.hide(text);
  }

  /**
   * Sets why the lease may be gone before it expires (the tunnel has changed): the app is not ready
   * until the next lease.
   */
  doubt(text: string): void {
    this.#doubt = this.#options.hide(text);
  }

  healthy(): boolean {
    const { stuckAfterMs = 180_000 } = this.#options;
    return this.#clock.monotonic() - this.#lastTick <= stuckAfterMs;
  }

  startedUp(): ProbeResult {
    if (this.#startedUp) return { ok: true, reasons: [] };
    const reasons = [...this.#obstacleReasons(), ...this.#leaseReasons(), ...this.#fileReasons()];
    this.#startedUp = reasons.length === 0;
    return { ok: this.#startedUp, reasons };
  }

  ready(withSinks: boolean): ProbeResult {
    const reasons = [...this.#obstacleReasons(), ...this.#leaseReasons(), ...this.#fileReasons()];
    if (withSinks) {
      for (const [name, state] of Object.entries(this.#sinks.states())) {
        const own = this.#options.ownSinks.includes(name);
        if (!own && !state.inSync) reasons.push(this.#options.hide(sinkReason(name, state)));
      }
    }
    return { ok: reasons.length === 0, reasons };
  }

  /** The current state of the app. */
  state(): LeaseState {
    if (this.#options.needsLease !== false) {
      if (this.#held === undefined) return 'starting';
      if (!this.#valid()) return 'lost';
    }
    const sinks = Object.values(this.#sinks.states());
    const troubles = [this.#trouble(), this.#doubt].some((trouble) => trouble !== undefined);
    return troubles || sinks.some(sinkFails) ? 'degraded' : 'held';
  }

  status(): Readonly<Record<string, unknown>> {
    const { app, version, hide, details } = this.#options;
    const trouble = this.#trouble();
    const lease = this.#held?.lease;
    return {
      app,
      version,
      state: this.state(),
      port: lease?.value.port ?? null,
      expires_at: isoOrNull(lease?.expiresAt),
      renew_at: isoOrNull(lease?.renewAt),
      last_renewal_at: isoOrNull(this.#held?.renewedAt),
      gateway: lease?.value.gateway ?? null,
      hostname: lease?.value.hostname ?? null,
      last_error: this.#obstacle ?? trouble?.text ?? this.#doubt ?? null,
      retry_at: isoOrNull(trouble?.retryAt),
      ...details?.fields(),
      sinks: Object.fromEntries(
        Object.entries(this.#sinks.states()).map(([name, state]) => [
          name,
          sinkStatus(state, hide),
        ]),
      ),
    };
  }

  metrics(): string {
    const { app, version, details } = this.#options;
    const held = this.#held;
    const input = {
      app,
      version,
      port: held?.lease.value.port ?? 0,
      held: this.#valid(),
      expiresAt: held?.lease.expiresAt ?? 0,
      renewedAt: held?.renewedAt ?? 0,
      sinks: this.#sinks.states(),
      counters: this.#counters,
    };
    return metricsText([...leaseMetrics(input), ...(details?.metrics() ?? [])]);
  }

  #hold(lease: Lease<LeaseFacts>): void {
    const before = this.#held?.lease.value.port;
    if (before !== undefined && before !== lease.value.port) {
      this.#counters.portChanges += 1;
      this.#written.clear();
    }
    this.#counters.renewals.success += 1;
    const renewedAt = this.#clock.now();
    const monotonicEnd = this.#clock.monotonic() + (lease.expiresAt - renewedAt);
    this.#held = { lease, renewedAt, monotonicEnd };
    this.#doubt = undefined;
    this.#failure = undefined;
    this.#lost = false;
  }

  #valid(): boolean {
    const held = this.#held;
    if (held === undefined || this.#lost) return false;
    return this.#clock.now() < held.lease.expiresAt && this.#clock.monotonic() < held.monotonicEnd;
  }

  #obstacleReasons(): string[] {
    return this.#obstacle === undefined ? [] : [this.#obstacle];
  }

  #leaseReasons(): string[] {
    if (this.#options.needsLease === false) return [];
    if (this.#valid()) return this.#doubt === undefined ? [] : [this.#doubt];
    const what = this.#held === undefined ? 'lease: none yet' : 'lease: lapsed';
    const trouble = this.#trouble();
    return [trouble === undefined ? what : `${what}; ${trouble.text}`];
  }

  #trouble(): LeaseTrouble | undefined {
    if (this.#failure !== undefined) return this.#failure;
    const trouble = this.#options.details?.trouble();
    return trouble && { ...trouble, text: this.#options.hide(trouble.text) };
  }

  #fileReasons(): string[] {
    const states = this.#sinks.states();
    return this.#options.ownSinks.flatMap((name) => {
      const state = states[name] ?? { inSync: false };
      if (state.inSync) this.#written.add(name);
      // A file that is being rewritten right now still holds what was true a moment ago.
      if (state.inSync || (this.#written.has(name) && !sinkFails(state))) return [];
      return [this.#options.hide(sinkReason(name, state))];
    });
  }
}

import type { Lease } from '@portkeep/port-lease';

/** The share of its lifetime after which a mapping is renewed at the latest. */
const LIFETIME_SHARE = 0.75;
const JITTER = 0.1;
/** No renewal comes sooner, however short a lifetime is, unless `REFRESH_INTERVAL` says so. */
export const LEAST_MS = 2_000;

/** What the configuration says about renewals. */
export interface RenewalSettings {
  /** `REFRESH_INTERVAL`. */
  readonly refreshMs: number;
  /** `DURATION`. */
  readonly durationSeconds: number;
}

/**
 * How long a mapping lasts, in milliseconds: the reported lifetime, or `DURATION` where that is
 * shorter.
 */
function lifetimeMs({ durationSeconds }: RenewalSettings, reportedSeconds: number): number {
  return Math.min(durationSeconds, reportedSeconds) * 1_000;
}

/** The interval between two renewals before the jitter, in milliseconds. */
export function renewalInterval(settings: RenewalSettings, reportedSeconds: number): number {
  const asConfigured = Math.min(
    settings.refreshMs,
    LIFETIME_SHARE * lifetimeMs(settings, Infinity),
  );
  return Math.min(asConfigured, Math.max(LEAST_MS, LIFETIME_SHARE * reportedSeconds * 1_000));
}

/** Options of {@linkcode RenewalCycle}. */
export interface RenewalCycleOptions extends RenewalSettings {
  /** 0 <= x < 1. @default {Math.random} */
  readonly random?: (() => number) | undefined;
}

/**
 * When mappings are renewed: all protocols of a sidecar together, but different sidecars at
 * different times. One random jitter applies to a whole cycle.
 */
export class RenewalCycle {
  readonly #settings: RenewalSettings;
  readonly #random: () => number;
  #startedAt = Number.NEGATIVE_INFINITY;
  #share = 1;

  constructor({ random = Math.random, ...settings }: RenewalCycleOptions) {
    this.#settings = settings;
    this.#random = random;
  }

  /**
   * The times of a mapping.
   *
   * @param askedAt When the request was sent, epoch milliseconds.
   * @param reportedSeconds The lifetime that the API reports.
   * @param queuedMs How long the request waited before the API worked on it.
   */
  times(askedAt: number, reportedSeconds: number, queuedMs = 0): Omit<Lease<never>, 'value'> {
    const interval = renewalInterval(this.#settings, reportedSeconds);
    // In the first half of a cycle a mapping joins the others; later it begins the next cycle, as
    // does one after the clock was set back.
    const joins =
      askedAt >= this.#startedAt && askedAt < this.#startedAt + (interval * this.#share) / 2;
    if (!joins) {
      this.#startedAt = askedAt;
      this.#share = 1 - JITTER * this.#random();
    }
    const leastMs = Math.min(interval, LEAST_MS);
    const renewAt = Math.max(
      this.#startedAt + Math.max(interval * this.#share, leastMs),
      askedAt + leastMs,
    );
    return { renewAt, expiresAt: askedAt + queuedMs + lifetimeMs(this.#settings, reportedSeconds) };
  }
}

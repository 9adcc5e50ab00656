import type { HideSecrets, Metric } from '@portkeep/app-host';
import type { Clock } from '@portkeep/port-lease';

/** The parts of a lease's value that the status shows. */
export interface LeaseFacts {
  readonly port: number;
  readonly gateway: string | null;
  readonly hostname: string | null;
}

/**
 * The state of an app.
 *
 * - `starting`: no lease yet;
 * - `held`: the lease is valid and nothing fails;
 * - `degraded`: the lease is valid, but its renewal or a sink currently fails, or it is in doubt;
 * - `lost`: the lease expired, and the app tries to get a new one.
 */
export type LeaseState = 'starting' | 'held' | 'degraded' | 'lost';

/** Something that currently fails. */
export interface LeaseTrouble {
  readonly text: string;
  /** Time of the next try, epoch milliseconds. */
  readonly retryAt: number;
}

/** What an app shows in addition to what every app shows; called at each request. */
export interface LeaseDetails {
  /** Flat fields for `/status`. */
  fields(): Readonly<Record<string, unknown>>;
  metrics(): readonly Metric[];
  /**
   * The part that fails of a lease that consists of several: the app is `degraded` until it works
   * again, even if the other parts are renewed meanwhile.
   */
  trouble(): LeaseTrouble | undefined;
}

/** Options of {@linkcode LeaseStatus}. */
export interface LeaseStatusOptions {
  /** Name of the app, for `/status` and `portkeep_build_info`. */
  readonly app: string;
  readonly version: string;
  /** Names of the sinks that are the app's own files: without them it is not ready. */
  readonly ownSinks: readonly string[];
  /** Hides secrets in error texts. */
  readonly hide: HideSecrets;
  readonly details?: LeaseDetails | undefined;
  /** Whether the app is ready only with a lease; a gateway may forward no port. @default {true} */
  readonly needsLease?: boolean | undefined;
  /** `/healthz` fails when the last tick is older, milliseconds. @default {180_000} */
  readonly stuckAfterMs?: number | undefined;
  /** @default {systemClock} */
  readonly clock?: Pick<Clock, 'now' | 'monotonic'> | undefined;
}

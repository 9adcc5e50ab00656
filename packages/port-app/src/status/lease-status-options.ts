import type { HideSecrets, Metric } from '@portkeep/app-host';
import type { Clock } from '@portkeep/port-lease';

/** What of a lease's value the status shows. */
export interface LeaseFacts {
  readonly port: number;
  readonly gateway: string | null;
  readonly hostname: string | null;
}

/**
 * How an app stands.
 *
 * - `starting`: no lease yet;
 * - `held`: the lease is valid and nothing fails;
 * - `degraded`: the lease is valid, but its renewal or a sink fails at present, or it is in doubt;
 * - `lost`: the lease lapsed, a new one is tried for.
 */
export type LeaseState = 'starting' | 'held' | 'degraded' | 'lost';

/** Something that fails at present. */
export interface LeaseTrouble {
  readonly text: string;
  /** When it is tried again, epoch milliseconds. */
  readonly retryAt: number;
}

/** What an app shows beyond what every app does; asked at each request. */
export interface LeaseDetails {
  /** Flat fields for `/status`. */
  fields(): Readonly<Record<string, unknown>>;
  metrics(): readonly Metric[];
  /**
   * What fails of a lease that is made of several: the app is `degraded` until it is over, whatever
   * was renewed meanwhile.
   */
  trouble(): LeaseTrouble | undefined;
}

/** Options of {@linkcode LeaseStatus}. */
export interface LeaseStatusOptions<T> {
  /** Name of the app, for `/status` and `portkeep_build_info`. */
  readonly app: string;
  readonly version: string;
  readonly describe: (value: T) => LeaseFacts;
  /** Names of the sinks that are the app's own files: without them it is not ready. */
  readonly ownSinks: readonly string[];
  /** Hides secrets in error texts. */
  readonly hide: HideSecrets;
  readonly details?: LeaseDetails | undefined;
  /** `/healthz` fails when the last tick is older, milliseconds. @default {180_000} */
  readonly stuckAfterMs?: number | undefined;
  /** @default {systemClock} */
  readonly clock?: Pick<Clock, 'now' | 'monotonic'> | undefined;
}

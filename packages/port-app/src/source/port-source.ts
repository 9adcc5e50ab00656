import type { Clock, EarlyRenewal, KeptPort, LeaseEvent } from '@portkeep/port-lease';
import type { EventLog } from '../event-log/event-log.ts';
import type { LeaseStatus } from '../status/lease-status.ts';
import type { LeaseDetails } from '../status/lease-status-options.ts';

/** Where a port comes from, for as long as the process runs. */
export interface PortSource {
  /** What it adds to the status page. */
  readonly details?: LeaseDetails | undefined;
  /** It writes its own lines about the port, so that the event log must not. */
  readonly logsItself?: boolean | undefined;
  /** Gets the port and keeps it. */
  keep(options: KeepPortOptions): PortKeeping;
  /** Whether another try within seconds would be useless or harmful. */
  isFinal(error: unknown): boolean;
  /** Called once, if the process runs for long: warns of what may get in the way of the port. */
  warnOfConflicts?(): void;
}

/** Options of {@linkcode PortSource.keep}. */
export interface KeepPortOptions {
  /** Ends the keeping, and the request in progress. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Requests a renewal before it is due. */
  readonly early: EarlyRenewal;
  readonly status: Pick<LeaseStatus, 'login' | 'doubt'>;
  /** Logs what goes wrong without harm to the port. */
  readonly events: Pick<EventLog, 'trouble'>;
}

/** A port that is being kept. */
export interface PortKeeping {
  /**
   * What happens to the port. It is kept only while the next event is awaited. An error ends the
   * process.
   */
  readonly events: AsyncIterable<PortEvent>;
  /** Called when the user asks for a retry: a refused login may be sent again. */
  allowLogins?(): Promise<void>;
  /** The time before which no attempt is possible, epoch milliseconds. */
  blockedUntil?(): number | undefined;
}

/** What happened to the port. */
export interface PortEvent {
  readonly lease: LeaseEvent<KeptPort>;
  /** What the sinks should hold from now on; `null`: no port; absent: what they hold. */
  readonly publish?: KeptPort | null | undefined;
}

/** The event of a source whose lease is the port. */
export function portEvent(lease: LeaseEvent<KeptPort>): PortEvent {
  if (lease.type === 'failed') return { lease };
  return { lease, publish: lease.type === 'lost' ? null : lease.lease.value };
}

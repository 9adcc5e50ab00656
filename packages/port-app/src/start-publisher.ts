import {
  type Clock,
  type KeptPort,
  type PortSink,
  type SinkEvent,
  SinkPublisher,
} from '@portkeep/port-lease';
import type { EventLog } from './event-log/event-log.ts';
import type { LeaseStatus } from './status/lease-status.ts';

/** Options of {@linkcode startPublisher}. */
export interface StartPublisherOptions {
  readonly sinks: readonly PortSink<KeptPort>[];
  readonly signal: AbortSignal;
  /** Counts the events of the sinks, and shows their states. */
  readonly status: Pick<LeaseStatus, 'sink' | 'follow'>;
  readonly events: Pick<EventLog, 'sink'>;
  /** @default {systemClock} */
  readonly clock?: Clock | undefined;
}

/** Starts the publisher that sends the port to the sinks; status and log follow it from now on. */
export function startPublisher(options: StartPublisherOptions): SinkPublisher<KeptPort> {
  const { sinks, signal, status, events, clock } = options;
  const onEvent = (event: SinkEvent<KeptPort>) => {
    status.sink(event);
    events.sink(event);
  };
  const publisher = new SinkPublisher({ sinks, signal, clock, onEvent });
  status.follow(publisher);
  return publisher;
}

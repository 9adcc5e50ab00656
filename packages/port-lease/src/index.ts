/**
 * The lease loop and its sinks: pure logic without I/O, on any JavaScript runtime.
 *
 * @module
 */
export type { Backoff } from './backoff.ts';
export type { Clock } from './clock.ts';
export { EarlyRenewal } from './early-renewal.ts';
export { type KeepLeaseOptions, keepLease } from './keep-lease.ts';
export { type LadderOptions, ladder } from './ladder.ts';
export type { Lease } from './lease.ts';
export type { LeaseEvent } from './lease-event.ts';
export type { LeaseSource } from './lease-source.ts';
export type { PortSink, PublishContext } from './port-sink.ts';
export type { SinkEvent } from './sink-event.ts';
export { SinkPublisher, type SinkPublisherOptions } from './sink-publisher.ts';
export type { SinkState } from './sink-state.ts';
export { systemClock } from './system-clock.ts';

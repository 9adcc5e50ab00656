/**
 * The lease loop and its sinks: pure logic without I/O, on any JavaScript runtime.
 *
 * @example Keep a lease and send its port to every sink
 * ```ts
 * import { keepLease, SinkPublisher } from '@portkeep/port-lease';
 *
 * const stop = new AbortController();
 * const { signal } = stop;
 * const grant = () => {
 *   const sentAt = Date.now();
 *   return Promise.resolve({ value: 54321, renewAt: sentAt + 800_000, expiresAt: sentAt + 900_000 });
 * };
 * const sinks = [{ name: 'log', publish: async (port: number) => console.log('port', port) }];
 * const publisher = new SinkPublisher({ sinks, signal });
 * for await (const event of keepLease({ acquire: grant, renew: grant }, { signal })) {
 *   if (event.type === 'acquired' || event.type === 'renewed') publisher.publish(event.lease.value);
 *   void publisher.settled().then(() => stop.abort());
 * }
 * ```
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
export type { PortSink, SinkContext } from './port-sink.ts';
export type { SinkEvent } from './sink-event.ts';
export { SinkPublisher, type SinkPublisherOptions } from './sink-publisher.ts';
export type { SinkState } from './sink-state.ts';
export { systemClock } from './system-clock.ts';

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

export type { Clock } from './clock/clock.ts';
export { systemClock } from './clock/system-clock.ts';
export type { Backoff } from './lease/backoff.ts';
export { EarlyRenewal } from './lease/early-renewal.ts';
export { type KeepLeaseOptions, keepLease } from './lease/keep-lease.ts';
export type { KeptPort } from './lease/kept-port.ts';
export type { Lease } from './lease/lease.ts';
export type { LeaseEvent } from './lease/lease-event.ts';
export type { LeaseSource } from './lease/lease-source.ts';
export { type LadderOptions, secondsLadder } from './lease/seconds-ladder.ts';
export type { PortSink, SinkContext } from './sinks/port-sink.ts';
export type { SinkEvent } from './sinks/sink-event.ts';
export { SinkPublisher, type SinkPublisherOptions } from './sinks/sink-publisher.ts';
export type { SinkState } from './sinks/sink-state.ts';

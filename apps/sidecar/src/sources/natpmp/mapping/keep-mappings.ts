import type { PortMapping, Protocol } from '@portkeep/natpmp-client/core';
import { type Clock, EarlyRenewal, keepLease, type LeaseEvent } from '@portkeep/port-lease';
import { EpochWatch } from './epoch-watch.ts';
import type { MappingSource } from './mapping-source.ts';

/** What happened to the mapping of one protocol. */
export interface MappingEvent {
  readonly protocol: Protocol;
  readonly source: MappingSource;
  readonly event: LeaseEvent<PortMapping>;
  /**
   * The gateway has lost every mapping that is older than this one; the others are requested again.
   */
  readonly gatewayRestarted?: boolean | undefined;
}

/** Options of {@linkcode keepMappings}. */
export interface KeepMappingsOptions {
  /** Ends the generator and the request under way. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly early: EarlyRenewal;
}

/** Keeps every mapping in a loop of its own, and yields what happens to any of them. */
export async function* keepMappings(
  sources: readonly MappingSource[],
  { signal, clock, early }: KeepMappingsOptions,
): AsyncGenerator<MappingEvent, void, void> {
  const stop = new AbortController();
  const inner = AbortSignal.any([signal, stop.signal]);
  const watch = new EpochWatch();
  const hurries = new Map(sources.map((source) => [source, new EarlyRenewal()]));
  const unsubscribe = early.subscribe(() => {
    for (const hurry of hurries.values()) hurry.request();
  });
  const waiting = new Map(
    [...hurries].map(([source, hurry]) => {
      const { backoff } = source;
      const loop = keepLease(source, { signal: inner, clock, early: hurry, backoff });
      return [source, next(source, loop)];
    }),
  );
  try {
    while (waiting.size > 0) {
      const { source, loop, result } = await Promise.race(waiting.values());
      if (result.done) {
        waiting.delete(source);
        continue;
      }
      // A loop runs only while its next event is awaited.
      waiting.set(source, next(source, loop));
      const event = result.value;
      const gatewayRestarted =
        (event.type === 'acquired' || event.type === 'renewed') &&
        watch.wentBack(event.lease.value.epochSeconds);
      if (gatewayRestarted) {
        for (const [other, hurry] of hurries) {
          // A mapping whose request waits for its turn is requested after this answer anyway.
          if (other !== source && !other.asking) hurry.request();
        }
      }
      yield { protocol: source.protocol, source, event, gatewayRestarted };
    }
  } finally {
    unsubscribe();
    stop.abort();
  }
}

type Loop = ReturnType<typeof keepLease<PortMapping>>;

async function next(source: MappingSource, loop: Loop) {
  return { source, loop, result: await loop.next() };
}

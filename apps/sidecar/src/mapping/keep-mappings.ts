import type { PortMapping, Protocol } from '@portkeep/natpmp-client/core';
import { type Clock, type EarlyRenewal, keepLease, type LeaseEvent } from '@portkeep/port-lease';
import type { MappingSource } from './mapping-source.ts';

/** What happened to one protocol's mapping. */
export interface MappingEvent {
  readonly protocol: Protocol;
  readonly source: MappingSource;
  readonly event: LeaseEvent<PortMapping>;
}

/** Options of {@linkcode keepMappings}. */
export interface KeepMappingsOptions {
  /** Ends the generator and the request under way. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly early: EarlyRenewal;
}

/** Keeps every mapping by a loop of its own, and tells what happens to any of them. */
export async function* keepMappings(
  sources: readonly MappingSource[],
  { signal, clock, early }: KeepMappingsOptions,
): AsyncGenerator<MappingEvent, void, void> {
  const stop = new AbortController();
  const inner = AbortSignal.any([signal, stop.signal]);
  const waiting = new Map(
    sources.map((source) => {
      const { backoff } = source;
      const loop = keepLease(source, { signal: inner, clock, early, backoff });
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
      // A loop runs only while it is asked for its next event.
      waiting.set(source, next(source, loop));
      yield { protocol: source.protocol, source, event: result.value };
    }
  } finally {
    stop.abort();
  }
}

type Loop = ReturnType<typeof keepLease<PortMapping>>;

async function next(source: MappingSource, loop: Loop) {
  return { source, loop, result: await loop.next() };
}

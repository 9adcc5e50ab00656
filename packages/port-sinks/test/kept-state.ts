import type { SinkMemory } from '../src/sink-kind.ts';

/** The memory of an app, which stays the same however often a test restarts the app. */
export function keptState(): SinkMemory {
  let current: Readonly<Record<string, unknown>> = {};
  return {
    get current() {
      return current;
    },
    async update(change) {
      current = { ...current, ...change };
    },
    fingerprint: async (purpose, secret) => `${purpose} ${secret.length}`,
  };
}

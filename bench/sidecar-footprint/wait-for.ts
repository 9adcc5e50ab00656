import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 5;

/** Resolves with true as soon as the condition holds, with false when it does not in time. */
export async function waitFor(condition: () => boolean, patienceMs: number): Promise<boolean> {
  const until = performance.now() + patienceMs;
  while (!condition()) {
    if (performance.now() > until) return false;
    await sleep(LOOK_MS);
  }
  return true;
}

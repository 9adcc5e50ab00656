import type { ControlGroup } from './control-group.ts';
import { spread } from './spread.ts';

const EVERY_MS = 200;

/** Memory over time: the median of what comes and goes, the last value of what only grows. */
export interface MemoryUse {
  readonly workingSet: number;
  readonly anonymous: number;
  readonly peak: number;
  readonly majorFaults: number;
  readonly oomKills: number;
}

/** Watches a group until it is asked for the result. */
export function watchMemory(group: ControlGroup): () => MemoryUse {
  const samples = [group.memory()];
  const timer = setInterval(() => samples.push(group.memory()), EVERY_MS);
  return () => {
    clearInterval(timer);
    return {
      ...group.memory(),
      workingSet: spread(samples.map(({ workingSet }) => workingSet)).median,
      anonymous: spread(samples.map(({ anonymous }) => anonymous)).median,
    };
  };
}

import { readFileSync } from 'node:fs';
import { Skip } from '../skip.ts';
import type { ControlGroups } from './control-group.ts';
import { controlGroupsV1 } from './control-groups-v1.ts';
import { controlGroupsV2 } from './control-groups-v2.ts';

/**
 * The control groups of this machine, tried once.
 *
 * @throws {Skip} when none can be made
 */
export function findControlGroups(): ControlGroups {
  try {
    const found = controlGroupsV2() ?? controlGroupsV1(readFileSync('/proc/mounts', 'utf8'));
    if (found === undefined) throw new Error('memory and cpu are in neither version');
    const trial = found.create(`portkeep-footprint-${process.pid}-trial`, { memoryMiB: 64 });
    try {
      trial.memory();
      trial.cpuMs();
    } finally {
      trial.remove();
    }
    return found;
  } catch (error) {
    throw new Skip(`Cannot make control groups here: ${(error as Error).message}`);
  }
}

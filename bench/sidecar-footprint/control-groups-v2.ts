import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlGroup, ControlGroups, Limits } from './control-group.ts';
import {
  bytes,
  mib,
  quotaUs,
  readFields,
  readNumber,
  removeFolders,
  write,
} from './control-group-files.ts';

const ROOT = '/sys/fs/cgroup';

/** Version 2: one tree. `undefined` where it is not mounted or lacks a controller. */
export function controlGroupsV2(): ControlGroups | undefined {
  if (!existsSync(join(ROOT, 'cgroup.controllers'))) return undefined;
  const controllers = readFileSync(join(ROOT, 'cgroup.controllers'), 'utf8').trim().split(' ');
  if (!controllers.includes('memory') || !controllers.includes('cpu')) return undefined;
  write(ROOT, 'cgroup.subtree_control', '+memory +cpu');
  return { version: 2, create };
}

function create(name: string, limits: Limits): ControlGroup {
  const folder = join(ROOT, name);
  mkdirSync(folder);
  if (limits.memoryMiB !== undefined) {
    write(folder, 'memory.max', bytes(limits.memoryMiB));
    if (existsSync(join(folder, 'memory.swap.max'))) write(folder, 'memory.swap.max', '0');
  }
  if (limits.cpuMilli !== undefined) {
    const { quota, period } = quotaUs(limits.cpuMilli);
    write(folder, 'cpu.max', `${quota} ${period}`);
  }
  return {
    memberFiles: [join(folder, 'cgroup.procs')],
    cpuMs: () => readFields(folder, 'cpu.stat')('usage_usec') / 1e3,
    memory() {
      const field = readFields(folder, 'memory.stat');
      return {
        workingSet: mib(readNumber(folder, 'memory.current') - field('inactive_file')),
        // Linux 5.19 and later.
        peak: mib(readNumber(folder, 'memory.peak')),
        anonymous: mib(field('anon')),
        majorFaults: field('pgmajfault'),
        oomKills: readFields(folder, 'memory.events')('oom_kill'),
      };
    },
    remove: () => removeFolders([folder]),
  };
}

import { existsSync, mkdirSync } from 'node:fs';
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

const CONTROLLERS = ['memory', 'cpu', 'cpuacct'] as const;

/** Version 1: a tree of groups for each controller. `undefined` where one of them is missing. */
export function controlGroupsV1(mounts: string): ControlGroups | undefined {
  const [memory, cpu, cpuacct] = CONTROLLERS.map((controller) => mountPoint(mounts, controller));
  if (memory === undefined || cpu === undefined || cpuacct === undefined) return undefined;
  return {
    version: 1,
    create: (name, limits) => create([memory, cpu, cpuacct], name, limits),
  };
}

function create(
  [memoryRoot, cpuRoot, cpuacctRoot]: readonly [string, string, string],
  name: string,
  limits: Limits,
): ControlGroup {
  const memory = join(memoryRoot, name);
  const cpu = join(cpuRoot, name);
  const cpuacct = join(cpuacctRoot, name);
  // Two controllers may share a tree.
  const folders = [...new Set([memory, cpu, cpuacct])];
  for (const folder of folders) mkdirSync(folder);
  if (limits.memoryMiB !== undefined) {
    write(memory, 'memory.limit_in_bytes', bytes(limits.memoryMiB));
    const withSwap = 'memory.memsw.limit_in_bytes';
    if (existsSync(join(memory, withSwap))) write(memory, withSwap, bytes(limits.memoryMiB));
  }
  if (limits.cpuMilli !== undefined) {
    const { quota, period } = quotaUs(limits.cpuMilli);
    write(cpu, 'cpu.cfs_period_us', String(period));
    write(cpu, 'cpu.cfs_quota_us', String(quota));
  }
  return {
    memberFiles: folders.map((folder) => join(folder, 'cgroup.procs')),
    cpuMs: () => readNumber(cpuacct, 'cpuacct.usage') / 1e6,
    memory() {
      const field = readFields(memory, 'memory.stat');
      const usage = readNumber(memory, 'memory.usage_in_bytes');
      return {
        workingSet: mib(usage - field('total_inactive_file')),
        peak: mib(readNumber(memory, 'memory.max_usage_in_bytes')),
        anonymous: mib(field('total_rss')),
        majorFaults: field('total_pgmajfault'),
        oomKills: readFields(memory, 'memory.oom_control')('oom_kill'),
      };
    },
    remove: () => removeFolders(folders),
  };
}

function mountPoint(mounts: string, controller: string): string | undefined {
  for (const line of mounts.split('\n')) {
    const [, folder, type, options] = line.split(' ');
    if (type === 'cgroup' && options?.split(',').includes(controller)) return folder;
  }
  return undefined;
}

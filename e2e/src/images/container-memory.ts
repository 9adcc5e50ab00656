import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a control group has used, in MiB. */
export interface ContainerMemory {
  readonly limit: number;
  readonly peak: number;
  readonly anonymous: number;
  /** What `kubectl top` shows. */
  readonly workingSet: number;
  readonly oomKills: number;
}

/** The memory of the control group that a process is in, version 1 or 2. */
export function containerMemory(pid: number): ContainerMemory {
  const groups = readFileSync(`/proc/${pid}/cgroup`, 'utf8');
  const [, v1] = /^\d+:(?:\w+,)*memory(?:,\w+)*:(\/.*)$/m.exec(groups) ?? [];
  const [, v2] = /^0::(\/.*)$/m.exec(groups) ?? [];
  const folder = v1 === undefined ? `/sys/fs/cgroup${v2}` : `/sys/fs/cgroup/memory${v1}`;
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const mib = (bytes: string | number) => Number(bytes) / 1024 ** 2;
  const field = (name: string, key: string) =>
    Number(new RegExp(`^${key} (\\d+)$`, 'm').exec(text(name))?.[1]);
  if (v1 !== undefined) {
    const unused = field('memory.stat', 'total_inactive_file');
    return {
      limit: mib(text('memory.limit_in_bytes')),
      peak: mib(text('memory.max_usage_in_bytes')),
      anonymous: mib(field('memory.stat', 'total_rss')),
      workingSet: mib(Number(text('memory.usage_in_bytes')) - unused),
      oomKills: field('memory.oom_control', 'oom_kill'),
    };
  }
  // Before Linux 5.19 the kernel does not count the peak.
  const peak = existsSync(join(folder, 'memory.peak')) ? 'memory.peak' : 'memory.current';
  return {
    limit: mib(text('memory.max')),
    peak: mib(text(peak)),
    anonymous: mib(field('memory.stat', 'anon')),
    workingSet: mib(Number(text('memory.current')) - field('memory.stat', 'inactive_file')),
    oomKills: field('memory.events', 'oom_kill'),
  };
}

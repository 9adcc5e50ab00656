import { arch, cpus, loadavg, release } from 'node:os';
import { READ_AHEAD_KIB } from './loop-disk.ts';
import { tool } from './tool.ts';

/** What the figures depend on, in one line. */
export function describeMachine(cgroupVersion: number): string {
  return [
    `Node ${process.version}`,
    `curl ${tool('curl', '--version').split(' ')[1]}`,
    tool('busybox').split(' (')[0],
    `Linux ${release().split('-')[0]} ${arch()}`,
    `cgroup v${cgroupVersion}`,
    `read-ahead ${READ_AHEAD_KIB} KiB`,
    `${cpus().length} cores`,
  ].join(', ');
}

/** How busy the machine was in the last minute. */
export function load(): string {
  return loadavg()[0]?.toFixed(1) ?? 'unknown';
}

import { arch, cpus, loadavg, release } from 'node:os';
import { READ_AHEAD_KIB } from './loop-disk.ts';
import { tool } from './tool.ts';

/** What the figures depend on, in one line; with the versions of more programs. */
export function describeMachine(cgroupVersion: number, programs: readonly string[] = []): string {
  return [
    `Node ${process.version}`,
    ...programs,
    `Linux ${release().split('-')[0]} ${arch()}`,
    `cgroup v${cgroupVersion}`,
    `read-ahead ${READ_AHEAD_KIB} KiB`,
    `${cpus().length} cores`,
  ].join(', ');
}

/** Those of the programs that the sidecar is compared with. */
export function versions(): readonly string[] {
  return [
    `curl ${tool('curl', '--version').split(' ')[1]}`,
    tool('busybox').split(' (')[0] ?? 'BusyBox',
  ];
}

/** How busy the machine was in the last minute. */
export function load(): string {
  return loadavg()[0]?.toFixed(1) ?? 'unknown';
}

import { readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const MIB = 1024 * 1024;
const PATIENCE_MS = 5_000;
const PERIOD_US = 100_000;

/** The quota of a group in µs per period. */
export function quotaUs(cpuMilli: number): { readonly quota: number; readonly period: number } {
  return { quota: (cpuMilli * PERIOD_US) / 1000, period: PERIOD_US };
}

export function bytes(mib: number): string {
  return String(mib * MIB);
}

export function mib(bytes: number): number {
  return bytes / MIB;
}

/** A file that holds one number. */
export function readNumber(folder: string, file: string): number {
  return Number(readFileSync(join(folder, file), 'utf8'));
}

/** A file with a name and a number in each line. */
export function readFields(folder: string, file: string): (name: string) => number {
  const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n');
  const fields = new Map(lines.map((line) => line.split(' ') as [string, string]));
  return (name) => {
    const value = fields.get(name);
    if (value === undefined) throw new Error(`The kernel's ${file} has no ${name}`);
    return Number(value);
  };
}

/** Synchronous, so that it also works while the bench exits. */
export function removeFolders(folders: readonly string[]): void {
  const until = performance.now() + PATIENCE_MS;
  for (const folder of folders) {
    for (;;) {
      try {
        rmdirSync(folder);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') break;
        if (performance.now() > until) throw error;
        killMembers(folder);
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      }
    }
  }
}

export function write(folder: string, file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}

function killMembers(folder: string): void {
  for (const pid of readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n')) {
    if (pid === '') continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // The process had already ended.
    }
  }
}

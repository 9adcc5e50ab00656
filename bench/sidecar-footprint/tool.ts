import { execFileSync } from 'node:child_process';

/** Runs a program of the system and returns its output; an error contains its standard error. */
export function tool(program: string, ...args: readonly string[]): string {
  return execFileSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

import { execFile } from 'node:child_process';
import { codeOf } from '@portkeep/app-host';
import { KernelError, type Program } from './kernel-error.ts';

/** Options of {@linkcode RunProgram}. */
export interface RunOptions {
  readonly signal: AbortSignal;
  /** What the program reads on its standard input. @default {''} */
  readonly input?: string | undefined;
}

/**
 * Runs a program with these arguments, without a shell, and returns what it printed.
 *
 * @throws {KernelError} when it cannot be started, fails or takes too long; `signal.reason` when aborted.
 */
export type RunProgram = (
  program: Program,
  words: readonly string[],
  options: RunOptions,
) => Promise<string>;

/** Where Debian keeps these programs; the PATH of a user may lack it. */
const SYSTEM_FOLDERS = '/usr/sbin:/sbin';
const MOST_BYTES = 4_194_304;

/**
 * Makes the one function that runs programs.
 *
 * @param options The PATH to find the programs on, and the longest time that each may take.
 */
export function programRunner({
  path = process.env.PATH ?? '/usr/bin:/bin',
  timeoutMs = 10_000,
} = {}): RunProgram {
  // In English, whatever the language of the machine: errors are recognised by their words.
  const env = { PATH: `${path}:${SYSTEM_FOLDERS}`, LC_ALL: 'C' };
  return (program, words, { signal, input = '' }) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const options = { env, signal, timeout: timeoutMs, maxBuffer: MOST_BYTES } as const;
      const child = execFile(
        program,
        words,
        { ...options, killSignal: 'SIGKILL', encoding: 'utf8' },
        (error, stdout, stderr) => {
          if (error === null) resolve(stdout);
          else if (signal.aborted) reject(signal.reason);
          else if (codeOf(error) === 'ENOENT') reject(KernelError.missing(program));
          else if (error.killed) reject(KernelError.timeout(program, timeoutMs));
          else reject(KernelError.failed(program, stderr || error.message));
        },
      );
      // A program that ends before it has read its input is reported by its exit code.
      child.stdin?.on('error', () => {});
      child.stdin?.end(input);
    });
}

import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { cleanUp } from './clean-up.ts';

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** How a program ends when it was stopped or has finished its work. */
export const STOPPED: Exit = { code: 0, signal: null };

/** A process started by a test; it does not outlive the tests of the file. */
export interface Child {
  readonly process: ChildProcess;
  readonly pid: number;
  /** What it has written so far, to both outputs. */
  readonly output: string;
  readonly exited: Promise<Exit>;
  kill(signal?: NodeJS.Signals): void;
}

const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts a program. */
export function startChild(words: readonly string[], options: SpawnOptions = {}): Child {
  const [program = '', ...rest] = words;
  const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let output = '';
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  // A caller that waits gets the error; a failure that no caller waits for shows as an empty output.
  exited.catch(() => {});
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  alive.add(child);
  cleanUp(async () => {
    child.kill('SIGKILL');
    await exited.catch(() => {});
    alive.delete(child);
  });
  return {
    process: child,
    pid: child.pid ?? -1,
    get output() {
      return output;
    },
    exited,
    kill: (signal = 'SIGKILL') => void child.kill(signal),
  };
}

/** How it ended, and how long it took from now. */
export async function timed(child: Child): Promise<Exit & { readonly ms: number }> {
  const begun = performance.now();
  return { ...(await child.exited), ms: performance.now() - begun };
}

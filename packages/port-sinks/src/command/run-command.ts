import type { CommandLine, Environment, Log } from '@portkeep/app-host';
import { AdvisedError } from '@portkeep/app-host/errors';
import { explainStart } from './explain-start.ts';
import { inspectCommand } from './inspect-program.ts';
import { logOutput } from './log-output.ts';

/** Options of {@linkcode runCommand}. */
export interface RunCommandOptions {
  readonly command: CommandLine;
  /** The whole environment of the command; see `App.environment`. */
  readonly environment: Environment;
  readonly signal: AbortSignal;
  /** After this time, in milliseconds, the command's whole process group is killed. */
  readonly timeoutMs: number;
  readonly log: Log;
  /** The name of the command in the log. */
  readonly name: string;
}

/** Why a command failed. */
export class CommandError extends AdvisedError {
  override readonly name = 'CommandError';
  readonly code: 'HOOK_NOT_STARTED' | 'HOOK_FAILED' | 'HOOK_TIMEOUT';

  constructor(code: CommandError['code'], problem: string, advice: string) {
    super(problem, advice);
    this.code = code;
  }
}

/**
 * Runs a command until it ends, and logs its output.
 *
 * @throws {CommandError} when it cannot be started, ends with a code other than 0, or takes too long;
 * `signal.reason` when aborted, after the command was asked to stop.
 */
export async function runCommand(options: RunCommandOptions): Promise<void> {
  const { command, environment, signal, timeoutMs, log, name } = options;
  signal.throwIfAborted();
  const [program, ...words] = command;
  // Loaded on first use: most installations have no hook.
  const { spawn } = process.getBuiltinModule('node:child_process');
  const child = spawn(program, words, {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that what the command started ends with it.
    detached: true,
  });
  // Without a free file descriptor the child has no output; its 'error' follows.
  if (child.stdout) logOutput(child.stdout, child.stderr, (line) => log.info(`${name}: ${line}`));

  const kill = (how: 'SIGTERM' | 'SIGKILL') => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, how);
    } catch {
      // It has already ended.
    }
  };

  return await new Promise<void>((resolve, reject) => {
    const onAbort = () => {
      kill('SIGTERM');
      const insist = () => kill('SIGKILL');
      setTimeout(insist, 500).unref();
      // The app may exit before that, and must leave no process behind.
      process.once('exit', insist);
      child.once('exit', () => process.off('exit', insist));
      end(() => reject(signal.reason));
    };
    const timer = setTimeout(() => {
      kill('SIGKILL');
      const text = `The ${name} took longer than ${timeoutMs / 1000} s and was killed`;
      const advice = 'move long work into the background';
      end(() => reject(new CommandError('HOOK_TIMEOUT', text, advice)));
    }, timeoutMs);
    const end = (settle: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    signal.addEventListener('abort', onAbort, { once: true });

    child.once('error', (error) => {
      const flaw = inspectCommand(command, environment.PATH);
      const { problem, advice } = flaw ?? explainStart(program, error);
      const text = `Cannot start the ${name}: ${problem}`;
      end(() => reject(new CommandError('HOOK_NOT_STARTED', text, advice)));
    });
    // Not 'close': a process left in the background may hold the output open forever.
    child.once('exit', (code, by) => {
      if (code === 0) return end(resolve);
      const how = code === null ? `was ended by ${by}` : `ended with exit code ${code}`;
      // A shell or env starts successfully, and only then fails to find the program to run.
      const flaw =
        code === 126 || code === 127 ? inspectCommand(command, environment.PATH) : undefined;
      const text = `The ${name} ${how}${flaw === undefined ? '' : `: ${flaw.problem}`}`;
      const advice = flaw?.advice ?? 'see what it printed, in the log';
      end(() => reject(new CommandError('HOOK_FAILED', text, advice)));
    });
  });
}

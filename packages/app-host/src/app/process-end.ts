import type { Output } from '../log/output.ts';
import type { ExitCode } from './exit-code.ts';

/** Node's names for operations that occupy one of its threads: files and DNS lookups. */
const ON_A_THREAD = /^(FSReq|FileHandleCloseReq|GetAddrInfo|GetNameInfo)/;
const LOOK_EVERY_MS = 10;
/** By then, any active reader has read the last lines. */
const LAST_WORDS_MS = 500;
/** Without a request to stop, the exit code matters more than a quick end. */
const NO_HURRY_MS = 10_000;

/**
 * Ends the process. `process.exit` waits for Node's threads, so one that is stuck in a disk access or a
 * DNS lookup would block it forever: in that case, the process kills itself.
 */
export class ProcessEnd {
  readonly #outputs: readonly Output[];
  #deadline = Number.POSITIVE_INFINITY;
  #onHung: () => void = () => {};

  constructor(outputs: readonly Output[]) {
    this.#outputs = outputs;
  }

  /** Sets the time within which the process has to end once its end has begun. */
  hurry(withinMs: number): void {
    this.#deadline = Math.min(this.#deadline, performance.now() + withinMs);
  }

  /** Sets a callback for the moment just before the process kills itself. */
  onHung(callback: () => void): void {
    this.#onHung = callback;
  }

  /** Ends the process with this code: at once, unless a thread or the reader of the output is busy. */
  begin(code: ExitCode): void {
    const begun = performance.now();
    const look = () => {
      const now = performance.now();
      const unread =
        now < begun + LAST_WORDS_MS && this.#outputs.some((output) => output.isWaiting());
      const late = now >= Math.min(this.#deadline, begun + NO_HURRY_MS);
      if (!late && (unread || hasBusyThread())) return;
      clearInterval(timer);
      if (hasBusyThread()) {
        this.#onHung();
        killItself();
      }
      process.exit(code);
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    look();
  }
}

function hasBusyThread(): boolean {
  return process.getActiveResourcesInfo().some((name) => ON_A_THREAD.test(name));
}

function killItself(): void {
  process.kill(process.pid, 'SIGKILL');
  // Still running: the kernel ignores signals that the first process of a container sends to itself.
  // Replacing the process with another program ends the threads; a Node that cannot do that aborts.
  if (typeof process.execve === 'function') {
    process.execve(process.execPath, [process.execPath, '-e', 'process.exit(137)'], {});
  }
  process.abort();
}

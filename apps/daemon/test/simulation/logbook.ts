import { inspect } from 'node:util';

const TRACE_LINES = 80;
const TRACE_WIDTH = 180;

/** What happened in a run, and what was wrong. */
export class Logbook {
  /** One line for each event, for people. */
  readonly trace: string[] = [];
  readonly #elapsed: () => string;
  readonly #logLines: string[] = [];
  /** The failures, by their messages. */
  readonly #errors = new Map<string, Error>();
  readonly #problems = new Set<string>();

  constructor(elapsed: () => string) {
    this.#elapsed = elapsed;
  }

  readonly note = (line: string): void => {
    this.trace.push(`${this.#elapsed()} ${line}`);
  };

  /** The daemon logged this. */
  logged(line: string): void {
    this.#logLines.push(line);
    this.note(line);
  }

  /** The daemon encountered this error; anything but an error is ignored. */
  met(error: unknown): void {
    if (error instanceof Error) this.#errors.set(error.message, error);
  }

  /** The daemon broke a promise. */
  problem(problem: string): void {
    this.#problems.add(`${this.#elapsed()} ${problem}`);
    this.note(`!!! ${problem}`);
  }

  /** Everything that was logged, and all errors with everything in them. */
  get readable(): string {
    const errors = [...this.#errors.values()];
    const details = errors.map((error) => inspect(error, { depth: 9, showHidden: true }));
    return [...this.#logLines, ...details].join('\n');
  }

  /** @throws {Error} with the broken promises. */
  assertNoProblem(): void {
    if (this.#problems.size > 0) this.fail([...this.#problems].join('\n'));
  }

  /** @throws {Error} with the last events. */
  fail(problem: string): never {
    const lines = this.trace.slice(-TRACE_LINES).map((line) => line.slice(0, TRACE_WIDTH));
    throw new Error(`${problem}\n\n${lines.join('\n')}`);
  }
}

import type { Advised } from '../errors/advised.ts';
import type { Log } from '../log/log.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** Options of {@linkcode AppFile}. */
export interface AppFileOptions {
  readonly path: string;
  readonly mode: number;
  /** Whether other users must not read it; see `WriteOptions`. @default {false} */
  readonly isPrivate?: boolean | undefined;
  /** Receives each warning once if the file is written, but not as it should be. */
  readonly log: Log;
}

/** A file that the app owns: one write at a time, in order; leftovers of a killed write are removed. */
export class AppFile {
  readonly path: string;
  readonly #options: AppFileOptions;
  #last: Promise<void> | undefined;
  readonly #warnings = new Set<string>();

  constructor(options: AppFileOptions) {
    this.path = options.path;
    this.#options = options;
  }

  /**
   * Replaces the file's text.
   *
   * @throws {FileError} that says what to do.
   */
  write(text: string): Promise<void> {
    const { path, mode, isPrivate, log } = this.#options;
    const warn = ({ problem, advice }: Advised) => {
      if (!this.#warnings.has(problem)) log.warn(`${problem}; ${advice}`, { advice });
      this.#warnings.add(problem);
    };
    const write = () => writeFileAtomically(path, text, { mode, isPrivate, warn });
    const done = this.clean().then(write);
    this.#last = done.catch(() => {});
    return done;
  }

  /**
   * Waits for the writes under way; the first call removes leftovers. Not in the constructor: a second
   * instance that waits for its turn must not remove the temporary files of the first one.
   */
  clean(): Promise<void> {
    this.#last ??= removeLeftovers(this.path);
    return this.#last;
  }
}

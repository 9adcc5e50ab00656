import { removeLeftovers } from './remove-leftovers.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** Options of {@linkcode AppFile}. */
export interface AppFileOptions {
  readonly path: string;
  readonly mode: number;
  /** Told once of each thing that is not as it should be, though the file is written. */
  readonly warn: (message: string) => void;
}

/** A file the app owns: one write at a time, in order; leftovers of a killed write are removed. */
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
   * @throws {FileError} saying what to do.
   */
  write(text: string): Promise<void> {
    const { path, mode } = this.#options;
    const warn = (message: string) => {
      if (!this.#warnings.has(message)) this.#options.warn(message);
      this.#warnings.add(message);
    };
    const write = () => writeFileAtomically(path, text, { mode, warn });
    const done = this.clean().then(write);
    this.#last = done.catch(() => {});
    return done;
  }

  /**
   * Waits for the writes under way; the first time it removes leftovers. Not in the constructor: a
   * second instance that waits for its turn must leave the first one's temporary files alone.
   */
  clean(): Promise<void> {
    this.#last ??= removeLeftovers(this.path);
    return this.#last;
  }
}

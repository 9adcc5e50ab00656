import { removeLeftovers } from './remove-leftovers.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** Options of {@linkcode AppFile}. */
export interface AppFileOptions {
  readonly path: string;
  readonly mode: number;
  /** Others must not read it; see `WriteOptions`. @default {false} */
  readonly isPrivate?: boolean | undefined;
  /** Told once when the file cannot be replaced and is written in place. */
  readonly warn: (message: string) => void;
}

/** A file the app owns: one write at a time, in order; leftovers of a killed write are removed. */
export class AppFile {
  readonly path: string;
  readonly #options: AppFileOptions;
  #last: Promise<void> | undefined;
  #warned = false;

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
    const { path, mode, isPrivate } = this.#options;
    const warn = (message: string) => {
      if (!this.#warned) this.#options.warn(message);
      this.#warned = true;
    };
    const write = () => writeFileAtomically(path, text, { mode, isPrivate, warn });
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

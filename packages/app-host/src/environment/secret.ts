import { statSync } from 'node:fs';
import { readConfigurationFile } from './read-configuration-file.ts';

const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const MASK = '[secret]';

/**
 * A secret from the environment or from a file. Printing, inspecting or serialising it shows
 * `[secret]`; only {@linkcode Secret.read} hands out the text.
 */
export class Secret {
  readonly #file: string | undefined;
  readonly #seen: Set<string>;
  #text: string;
  #mark: string;

  private constructor(text: string, file: string | undefined, mark: string) {
    this.#text = text;
    this.#file = file;
    this.#mark = mark;
    this.#seen = new Set([text]);
  }

  /** A secret whose text never changes. */
  static of(text: string): Secret {
    return new Secret(text, undefined, '');
  }

  /**
   * A secret kept in a file; one trailing newline is not part of it.
   *
   * @throws {Error} with a Node-style `code` when the file cannot be read, and without one when it
   * is empty.
   */
  static fromFile(file: string): Secret {
    const mark = markOf(file);
    const text = textOf(file);
    if (text === '') throw new Error('it is empty');
    return new Secret(text, file, mark);
  }

  /**
   * The secret. One from a file is read again first; while that file is missing or empty (it may
   * be in the middle of a rotation) the last text holds.
   */
  read(): string {
    if (this.#file === undefined) return this.#text;
    try {
      const mark = markOf(this.#file);
      const text = textOf(this.#file);
      if (text !== '') {
        this.#text = text;
        this.#mark = mark;
        this.#seen.add(text);
      }
    } catch {
      // Kept: see above.
    }
    return this.#text;
  }

  /**
   * Whether the text is another one than was last read; now it is read. The file is looked into only
   * when its time, size or inode differ: one that was merely touched has no new text.
   */
  hasNewText(): boolean {
    if (this.#file === undefined || !this.#differs(this.#file)) return false;
    const before = this.#text;
    return this.read() !== before;
  }

  #differs(file: string): boolean {
    try {
      return markOf(file) !== this.#mark;
    } catch {
      return false;
    }
  }

  /** Every text this secret has had, for hiding them in the log. */
  texts(): readonly string[] {
    return [...this.#seen];
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [INSPECT](): string {
    return MASK;
  }
}

function textOf(file: string): string {
  return readConfigurationFile(file).replace(/\r?\n$/, '');
}

function markOf(file: string): string {
  const { mtimeMs, size, ino } = statSync(file);
  return `${mtimeMs}:${size}:${ino}`;
}

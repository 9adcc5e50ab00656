import { statSync } from 'node:fs';
import { readSecretFile, secretText, type takeSecret } from './secret-text.ts';

const INSPECT = Symbol.for('nodejs.util.inspect.custom');
const MASK = '[secret]';

/**
 * A secret from the environment or from a file. Printing, inspecting or serialising it shows
 * `[secret]`; only {@linkcode Secret.read} returns the text.
 */
export class Secret {
  readonly #file: string | undefined;
  readonly #take: typeof takeSecret | undefined;
  readonly #seen: Set<string>;
  #text: string;
  #mark: string;

  private constructor(text: string, mark = '', file?: string, take?: typeof takeSecret) {
    this.#text = text;
    this.#file = file;
    this.#take = take;
    this.#mark = mark;
    this.#seen = new Set([text]);
  }

  /** Creates a secret whose text never changes. BOM, CR and LF at its ends are not part of it. */
  static of(text: string): Secret {
    return new Secret(secretText(text));
  }

  /**
   * Creates a secret from a file. BOM, CR and LF at its ends are not part of it.
   *
   * @param take Extracts the secret from the text of the file. @default {takeSecret}
   * @throws {Error} as {@linkcode readSecretFile}.
   */
  static fromFile(file: string, take?: typeof takeSecret): Secret {
    const mark = markOf(file);
    return new Secret(readSecretFile(file, take), mark, file, take);
  }

  /**
   * Returns the secret. A file is read again first; while it is missing, empty or unusable (it may be in
   * the middle of a rotation), the last text stays in use.
   */
  read(): string {
    if (this.#file === undefined) return this.#text;
    try {
      const mark = markOf(this.#file);
      this.#text = readSecretFile(this.#file, this.#take);
      this.#mark = mark;
      this.#seen.add(this.#text);
    } catch {
      // The last text stays in use, as documented above.
    }
    return this.#text;
  }

  /**
   * Reads the secret again and returns whether it has changed. The file is opened only if its time, size
   * or inode differ; a file that was merely touched has not changed.
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

  /**
   * Every text that this secret has had, so that the log can hide it, including the form that servers
   * see: some clients send it without the spaces at its ends.
   */
  texts(): readonly string[] {
    return [...new Set([...this.#seen].flatMap((text) => [text, text.trim()]))];
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

function markOf(file: string): string {
  const { mtimeMs, size, ino } = statSync(file);
  return `${mtimeMs}:${size}:${ino}`;
}

import { readFile, rename } from 'node:fs/promises';
import * as v from 'valibot';
import type { Log } from '../log/log.ts';
import { AppFile } from './app-file.ts';
import { FileError } from './file-error.ts';
import { codeOf } from './message-of-code.ts';

/** Options of {@linkcode jsonStateFile}. */
export interface JsonStateFileOptions<T> {
  readonly path: string;
  /** Accepts what `save` was given, as JSON has it. */
  readonly schema: v.GenericSchema<unknown, T>;
  readonly log: Log;
}

/** What an app remembers over restarts; readable by its own user only (0600). */
export interface JsonStateFile<T> {
  /**
   * The state, `undefined` when there is none. A torn or foreign file is renamed to
   * `<path>.unusable`, told in the log, and counts as none.
   *
   * @throws {FileError} when the file is there but cannot be read.
   */
  load(): Promise<T | undefined>;
  /**
   * Replaces the state; once it resolves, the state survives a power cut.
   *
   * @throws {FileError} saying what to do.
   */
  save(state: T): Promise<void>;
}

/** Keeps a state in a JSON file. */
export function jsonStateFile<T>({ path, schema, log }: JsonStateFileOptions<T>): JsonStateFile<T> {
  const file = new AppFile({ path, mode: 0o600, warn: (message) => log.warn(message) });
  const document = v.pipe(v.string(), v.parseJson(), schema);

  return {
    async load() {
      await file.clean();
      const text = await read(path);
      if (text === undefined || text === '') return undefined;
      const result = v.safeParse(document, text);
      if (result.success) return result.output;
      // The issues would quote the state, and the state is secret: only its place is told.
      const where = v.getDotPath(result.issues[0]) ?? 'the whole file';
      const aside = `${path}.unusable`;
      const moved = await rename(path, aside).then(
        () => `it was renamed to ${aside}`,
        (error: unknown) => `it could not be renamed (${codeOf(error)})`,
      );
      log.warn(`${path} is not a state this version can use (${where}); ${moved} and is ignored`);
      return undefined;
    },
    save: (state) => file.write(`${JSON.stringify(state)}\n`),
  };
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new FileError('read', path, error);
  }
}

import { rename } from 'node:fs/promises';
import type * as v from 'valibot';
import type { Log } from '../log/log.ts';
import { codeOf } from '../system-error.ts';
import { AppFile } from './app-file.ts';
import { readStateFile } from './read-state-file.ts';

/** Options of {@linkcode jsonStateFile}. */
export interface JsonStateFileOptions<T> {
  readonly path: string;
  /** Accepts the states that `save` receives, as parsed from JSON. */
  readonly schema: v.GenericSchema<unknown, T>;
  readonly log: Log;
}

/** What an app remembers across restarts; readable only by its own user (0600). */
export interface JsonStateFile<T> {
  /**
   * Loads the state; `undefined` if there is none. A torn, foreign or huge file is renamed to
   * `<path>.unusable`, which is logged, and counts as no state.
   *
   * @throws {FileError} if the file exists but cannot be read.
   */
  load(): Promise<T | undefined>;
  /**
   * Replaces the state; once this resolves, the state survives a power cut.
   *
   * @throws {FileError} that says what to do.
   */
  save(state: T): Promise<void>;
}

/** Keeps a state in a JSON file. */
export function jsonStateFile<T>({ path, schema, log }: JsonStateFileOptions<T>): JsonStateFile<T> {
  const file = new AppFile({ path, mode: 0o600, isPrivate: true, log });
  return {
    async load() {
      await file.clean();
      const found = await readStateFile(path, schema);
      if (found.kind === 'missing') return undefined;
      if (found.kind === 'state') return found.state;
      const aside = `${path}.unusable`;
      const moved = await rename(path, aside).then(
        () => `it was renamed to ${aside}`,
        (error: unknown) => `it could not be renamed (${codeOf(error)})`,
      );
      log.warn(
        `${path} is not a state this version can use (${found.where}); ${moved} and is ignored`,
      );
      return undefined;
    },
    save: (state) => file.write(`${JSON.stringify(state)}\n`),
  };
}

import * as v from 'valibot';
import { FileError } from './file-error.ts';
import { readSmallFile } from './read-small-file.ts';

/** Hundreds of times the size of a state. */
const MOST_BYTES = 1_048_576;

/** The content of a state file. `where` is the position of a mistake, never its text, which is secret. */
export type FoundState<T> =
  | { readonly kind: 'state'; readonly state: T }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unusable'; readonly where: string };

/**
 * Reads a state without changing anything.
 *
 * @throws {FileError} if something exists there that cannot be read.
 */
export async function readStateFile<T>(
  path: string,
  schema: v.GenericSchema<unknown, T>,
): Promise<FoundState<T>> {
  const found = await readSmallFile(path, MOST_BYTES).catch((error: unknown) => {
    throw new FileError('read', path, error);
  });
  if (found.kind === 'too-large') return { kind: 'unusable', where: `${found.bytes} bytes` };
  if (found.kind === 'missing' || found.text === '') return { kind: 'missing' };
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), found.text);
  if (result.success) return { kind: 'state', state: result.output };
  return { kind: 'unusable', where: v.getDotPath(result.issues[0]) ?? 'the whole file' };
}

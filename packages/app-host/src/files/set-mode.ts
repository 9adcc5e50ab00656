import type { Advised } from '../errors/advised.ts';
import { codeOf } from '../system-error.ts';

/** An open file, as far as its mode is concerned. */
export interface ModedFile {
  chmod(mode: number): Promise<void>;
  stat(): Promise<{ readonly mode: number }>;
}

/**
 * Sets the mode of an open file. Some file systems (a NAS, FAT, bindfs) refuse or ignore that, and the
 * file matters more than its mode.
 *
 * @returns What is wrong, as text to follow the file's name, if the file has another mode.
 */
export async function setMode(file: ModedFile, mode: number): Promise<Advised | undefined> {
  const refused = await file.chmod(mode).then(
    () => undefined,
    (error: unknown) => codeOf(error) ?? String(error),
  );
  return await otherMode(file, mode, refused);
}

/** What is wrong, as text to follow the file's name, if an open file does not have the mode it should. */
export async function otherMode(
  file: Pick<ModedFile, 'stat'>,
  mode: number,
  refused?: string,
): Promise<Advised | undefined> {
  const found = (await file.stat()).mode & 0o777;
  if (found === mode) return undefined;
  const why = refused === undefined ? '' : ` (its file system refuses chmod: ${refused})`;
  const isOpen = (found & ~mode) !== 0;
  const harm = isOpen ? 'others have more rights than they should' : 'others may not read it';
  return {
    problem: `has the mode ${octal(found)} and not ${octal(mode)}${why}, so that ${harm}`,
    advice: 'set the modes of files in the options of its mount, or UMASK to "022"',
  };
}

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}

import type { GenericSchema } from 'valibot';
import { textKind } from './text-kind.ts';

/** Words that only a shell would replace: used literally, they would name a folder `~` or `$HOME`. */
const SHELL_WORDS = /^~|\$\{?\w|"/;

/** The path of a file, absolute or relative to the working directory. */
export const filePath: GenericSchema<string, string> = textKind(
  'the path of a file, not of a folder, without quotes, ~ and variables of a shell',
  (text) => {
    const folder = /(^|\/)\.{0,2}$/.test(text);
    const unusable = folder || /\p{Cc}/u.test(text) || text.trim() === '' || SHELL_WORDS.test(text);
    return unusable ? undefined : text;
  },
);

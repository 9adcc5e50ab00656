import type { GenericSchema } from 'valibot';
import { textKind } from './text-kind.ts';

/** The path of a file, absolute or relative to the working directory. */
export const filePath: GenericSchema<string, string> = textKind(
  'the path of a file, not of a folder',
  (text) => {
    const folder = /(^|\/)\.{0,2}$/.test(text);
    return folder || text.includes('\0') || text.trim() === '' ? undefined : text;
  },
);

import * as v from 'valibot';
import { textKind } from './text-kind.ts';

/** A command as argv: the program first. */
export type CommandLine = readonly [program: string, ...arguments_: string[]];

const ARGUMENTS = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

/**
 * A command: a JSON array is argv as it stands, the prefix `sh:` hands the rest to `/bin/sh -c`,
 * anything else is split at blanks (no quoting).
 */
export const commandLine: v.GenericSchema<string, CommandLine> = textKind(
  'a command: a JSON array of strings, words separated by blanks, or sh: and a shell command',
  (text) => {
    if (text.startsWith('sh:')) {
      const script = text.slice('sh:'.length).trim();
      return script === '' ? undefined : ['/bin/sh', '-c', script];
    }
    const words = text.trim().startsWith('[') ? jsonArray(text) : text.trim().split(/\s+/);
    const [program, ...rest] = words ?? [];
    return program === undefined || program === '' ? undefined : [program, ...rest];
  },
);

function jsonArray(text: string): readonly string[] | undefined {
  const result = v.safeParse(ARGUMENTS, text);
  return result.success ? result.output : undefined;
}

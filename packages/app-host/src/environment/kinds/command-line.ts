import * as v from 'valibot';
import { textKind } from './text-kind.ts';

/** A command as argv, starting with the program. */
export type CommandLine = readonly [program: string, ...arguments_: string[]];

// The argument of a program cannot contain NUL.
const ARGUMENT = v.pipe(v.string(), v.excludes('\0'));
const ARGUMENTS = v.pipe(v.string(), v.parseJson(), v.array(ARGUMENT));
/** Quotes that a shell would remove; without one they would be part of the word. */
const SHELL_QUOTES = /^["']|["']$|=["']/;

/**
 * A command: a JSON array is used as argv, after the prefix `sh:` the rest goes to `/bin/sh -c`, and
 * anything else is split at whitespace (without quoting).
 */
export const commandLine: v.GenericSchema<string, CommandLine> = textKind(
  'a command: a JSON array of strings, words separated by spaces (without quotes), or sh: and a shell command',
  (text) => {
    if (text.startsWith('sh:')) {
      const script = text.slice('sh:'.length).trim();
      return script === '' ? undefined : ['/bin/sh', '-c', script];
    }
    const words = text.trim().startsWith('[') ? jsonArray(text) : separated(text);
    const [program, ...rest] = words ?? [];
    return program === undefined || program === '' ? undefined : [program, ...rest];
  },
);

function separated(text: string): readonly string[] | undefined {
  const words = text.trim().split(/\s+/);
  return words.some((word) => SHELL_QUOTES.test(word)) ? undefined : words;
}

function jsonArray(text: string): readonly string[] | undefined {
  const result = v.safeParse(ARGUMENTS, text);
  return result.success ? result.output : undefined;
}

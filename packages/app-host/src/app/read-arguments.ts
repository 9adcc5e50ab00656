import { parseArgs } from 'node:util';
import type { CommandOptions } from './app.ts';

/** What the arguments request. */
export type Invocation =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'command';
      readonly command: string;
      readonly options: Readonly<Record<string, string>>;
    };

/**
 * Reads argv (without node and the script): at most one word, `run` by default, and then the options of that
 * command.
 */
export function readArguments(
  words: readonly string[],
  commands: readonly string[],
  declared: CommandOptions = {},
): Invocation {
  const [word = 'run', ...rest] = words;
  if (rest.length === 0 && word === '--help') return { kind: 'help' };
  if (rest.length === 0 && word === '--version') return { kind: 'version' };
  const options = commands.includes(word) ? readOptions(rest, declared[word] ?? {}) : undefined;
  return options === undefined ? { kind: 'unknown' } : { kind: 'command', command: word, options };
}

function readOptions(
  args: readonly string[],
  declared: CommandOptions[string],
): Readonly<Record<string, string>> | undefined {
  const found: Record<string, string> = {};
  try {
    const options = Object.fromEntries(
      Object.keys(declared).map((name) => [name, { type: 'string' as const }]),
    );
    for (const [name, value] of Object.entries(parseArgs({ args: [...args], options }).values)) {
      const allowed = declared[name]?.value;
      if (typeof value !== 'string' || value === '') return undefined;
      if (Array.isArray(allowed) && !allowed.includes(value)) return undefined;
      found[name] = value;
    }
    return found;
  } catch {
    return undefined;
  }
}

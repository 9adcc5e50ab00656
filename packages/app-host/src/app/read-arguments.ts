/** What the arguments ask for. */
export type Invocation =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'command'; readonly command: string };

/** Reads argv (without node and the script): one word at most, `run` when there is none. */
export function readArguments(words: readonly string[], commands: readonly string[]): Invocation {
  const [word = 'run', ...rest] = words;
  if (rest.length > 0) return { kind: 'unknown' };
  if (word === '--help') return { kind: 'help' };
  if (word === '--version') return { kind: 'version' };
  return commands.includes(word) ? { kind: 'command', command: word } : { kind: 'unknown' };
}

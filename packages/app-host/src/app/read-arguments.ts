/** What the arguments request. */
export type Invocation =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'command'; readonly command: string };

/** Reads argv (without node and the script): at most one word, `run` by default. */
export function readArguments(words: readonly string[], commands: readonly string[]): Invocation {
  const [word = 'run', ...rest] = words;
  if (rest.length > 0) return { kind: 'unknown' };
  if (word === '--help') return { kind: 'help' };
  if (word === '--version') return { kind: 'version' };
  return commands.includes(word) ? { kind: 'command', command: word } : { kind: 'unknown' };
}

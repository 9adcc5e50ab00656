import type { CommandLine } from '@portkeep/app-host';

/** Only a shell would replace it: `$PORT`, `$(…)`, a backtick, `~/`. */
const FOR_A_SHELL = /\$[{(]?\w|`|^~(\/|$)/;
const OPERATORS = new Set(['|', '||', '&', '&&', ';', '<', '<<', '>', '>>', '2>', '2>&1', '&>']);
/** Not even a shell replaces these: the placeholders of gluetun and other programs. */
const DOUBLE_BRACES = /\{\{\s*\.?[A-Z_]*(PORT|PROTOCOL)S?\s*\}\}/i;
const TEMPLATE = /\{[A-Z_]*(PORT|PROTOCOL)S?\}|%[A-Z_]*(PORT|PROTOCOL)S?%/i;

/**
 * A warning about words that a command would receive literally, although a port was meant; it follows
 * the variable's name.
 */
export function literalWords(command: CommandLine): string | undefined {
  // The word after -c is a script: the program is a shell, or starts one.
  const literal = command.filter((_, index) => !/^-\w*c$/.test(command[index - 1] ?? ''));
  const isTemplate = (word: string) => TEMPLATE.test(word.replace(/\$\{\w*\}/g, ''));
  if (DOUBLE_BRACES.test(command.join(' ')) || literal.some(isTemplate)) {
    return 'has a placeholder that nothing replaces; write sh: before the command and "$PORT" for the port';
  }
  return literal.some((word) => FOR_A_SHELL.test(word) || OPERATORS.has(word))
    ? 'has words that only a shell replaces, and is run without one; write sh: before it, or let the program read PORT from its environment'
    : undefined;
}

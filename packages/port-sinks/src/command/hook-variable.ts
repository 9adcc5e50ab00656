import { type CommandLine, commandLine, type Variable, variable } from '@portkeep/app-host';
import { literalWords } from './literal-words.ts';

/**
 * Declares the variable with the command.
 *
 * @param names the variables in the command's environment, as in `PORT and PREVIOUS_PORT`.
 */
export function hookVariable(
  names: string,
  { name, atEachStart }: { readonly name: string; readonly atEachStart: boolean },
): Variable<CommandLine | undefined> {
  const first = atEachStart ? 'once after each start' : 'for the first port';
  return variable(name, {
    description: `Command to run ${first} and at each change, with ${names} in its environment. A JSON array is used as argv, \`sh:\` runs the rest in a shell, anything else is split at spaces.`,
    schema: commandLine,
    form: 'lines',
    adjust: (value) => ({ value, warning: literalWords(value) }),
  });
}

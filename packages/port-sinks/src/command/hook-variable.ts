import { type CommandLine, commandLine, type Variable, variable } from '@portkeep/app-host';
import { literalWords } from './literal-words.ts';

/**
 * Declares `ON_PORT_CHANGE`.
 *
 * @param names the variables in the command's environment, as in `PORT and PREVIOUS_PORT`.
 */
export function hookVariable(names: string): Variable<CommandLine | undefined> {
  return variable('ON_PORT_CHANGE', {
    description: `Command to run for the first port and at each change, with ${names} in its environment. A JSON array is used as argv, \`sh:\` runs the rest in a shell, anything else is split at spaces.`,
    schema: commandLine,
    form: 'lines',
    adjust: (value) => ({ value, warning: literalWords(value) }),
  });
}

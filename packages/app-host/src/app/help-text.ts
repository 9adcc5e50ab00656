import type { Variables } from '../environment/variable.ts';
import type { CommandOption, CommandOptions } from './app.ts';

/** What `--help` shows about an app. */
export interface HelpInput {
  readonly name: string;
  readonly help: string;
  readonly commands: readonly string[];
  readonly options?: CommandOptions | undefined;
  readonly variables: Variables;
}

/** Only the usage line, for a command line that was not understood. */
export function usageLine(
  name: string,
  commands: readonly string[],
  options: CommandOptions = {},
): string {
  const words = commands.map((command) =>
    [command, ...Object.entries(options[command] ?? {}).map((each) => `[${usage(each)}]`)].join(
      ' ',
    ),
  );
  return `Usage: ${name} [${[...words, '--help', '--version'].join('|')}]`;
}

/** The usage, the app's own paragraph, the options of commands, and one entry per variable. */
export function helpText({ name, help, commands, options = {}, variables }: HelpInput): string {
  const entries = Object.values(variables).map((variable) => {
    const notes = [
      ...(variable.required ? ['required'] : []),
      ...(variable.secret ? [`or ${variable.name}_FILE`] : []),
      ...(variable.fallback === undefined ? [] : [`default ${variable.fallback}`]),
    ];
    const note = notes.length === 0 ? '' : ` [${notes.join('; ')}]`;
    return `  ${variable.name}${note}\n      ${variable.description}\n`;
  });
  return `${usageLine(name, commands, options)}\n\n${help.trim()}\n\n${optionsText(options)}Environment (empty counts as unset):\n${entries.join('')}`;
}

function optionsText(options: CommandOptions): string {
  return Object.entries(options)
    .map(([command, declared]) => {
      const entries = Object.entries(declared).map(
        (each) => `  ${usage(each)}\n      ${each[1].description}\n`,
      );
      return `Options of ${command}:\n${entries.join('')}\n`;
    })
    .join('');
}

function usage([name, { value }]: readonly [string, CommandOption]): string {
  return `--${name} ${[value].flat().join('|')}`;
}

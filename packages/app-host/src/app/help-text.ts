import type { Variables } from '../environment/variable.ts';

/** What `--help` shows about an app. */
export interface HelpInput {
  readonly name: string;
  readonly help: string;
  readonly commands: readonly string[];
  readonly variables: Variables;
}

/** Only the usage line, for a command line that was not understood. */
export function usageLine(name: string, commands: readonly string[]): string {
  return `Usage: ${name} [${[...commands, '--help', '--version'].join('|')}]`;
}

/** The usage, the app's own paragraph, and one entry per variable. */
export function helpText({ name, help, commands, variables }: HelpInput): string {
  const entries = Object.values(variables).map((variable) => {
    const notes = [
      ...(variable.required ? ['required'] : []),
      ...(variable.secret ? [`or ${variable.name}_FILE`] : []),
      ...(variable.fallback === undefined ? [] : [`default ${variable.fallback}`]),
    ];
    const note = notes.length === 0 ? '' : ` [${notes.join('; ')}]`;
    return `  ${variable.name}${note}\n      ${variable.description}\n`;
  });
  return `${usageLine(name, commands)}\n\n${help.trim()}\n\nEnvironment (empty counts as unset):\n${entries.join('')}`;
}

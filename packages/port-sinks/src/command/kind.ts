import type { CommandLine, Variable } from '@portkeep/app-host';
import * as v from 'valibot';
import type { SinkKind } from '../sink-kind.ts';
import { hookVariable } from './hook-variable.ts';

/** `ON_PORT_CHANGE`, or the name that the app gives it. */
export type CommandVariables = { readonly onPortChange: Variable<CommandLine | undefined> };

const stateEntries = {
  /** The port that the command last received. */
  hook_port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
};
export type CommandState = typeof stateEntries;

/**
 * A command that is run for each new port.
 *
 * @param names the variables in its environment, as in `PORT and PREVIOUS_PORT`.
 * @param app the name of its variable, and whether it also runs at each start of the process.
 */
export function command(
  names: string,
  { name = 'ON_PORT_CHANGE', atEachStart = false } = {},
): SinkKind<CommandVariables, CommandState> {
  return {
    name: 'hook',
    variables: { onPortChange: hookVariable(names, { name, atEachStart }) },
    stateEntries,
    examination: {
      title: 'Hook',
      failure: 'The hook cannot be started',
      limitMs: 5_000,
      unset: `${name} is not set`,
    },
    configured({ onPortChange: command }) {
      if (command === undefined) return undefined;
      return {
        target: 'hook',
        async create({ log, environment, memory }) {
          const { commandHook } = await import('./command-hook.ts');
          const delivered = memory && {
            load: async () => memory.current.hook_port,
            save: (hook_port: number) => memory.update({ hook_port }),
          };
          return commandHook({ command, delivered, atEachStart, environment, log });
        },
        async examine() {
          const { examineCommand } = await import('./examine-command.ts');
          return examineCommand(command);
        },
      };
    },
  };
}

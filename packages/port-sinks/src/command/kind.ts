import type { CommandLine, Variable } from '@portkeep/app-host';
import * as v from 'valibot';
import type { SinkKind } from '../sink-kind.ts';
import { hookVariable } from './hook-variable.ts';

/** `ON_PORT_CHANGE`. */
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
 */
export function command(names: string): SinkKind<CommandVariables, CommandState> {
  return {
    name: 'hook',
    variables: { onPortChange: hookVariable(names) },
    stateEntries,
    examination: {
      title: 'Hook',
      failure: 'The hook cannot be started',
      limitMs: 5_000,
      unset: 'ON_PORT_CHANGE is not set',
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
          return commandHook({ command, delivered, environment, log });
        },
        async examine() {
          const { examineCommand } = await import('./examine-command.ts');
          return examineCommand(command);
        },
      };
    },
  };
}

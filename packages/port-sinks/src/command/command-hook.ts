import type { CommandLine, Environment, Log } from '@portkeep/app-host';
import type { KeptPort, PortSink } from '@portkeep/port-lease';
import { DeliveryRecord } from '../delivery-record.ts';
import type { KeptValue } from '../kept-value.ts';
import { runCommand } from './run-command.ts';

/** Options of {@linkcode commandHook}. */
export interface CommandHookOptions {
  /** The parsed variable. */
  readonly command: CommandLine;
  /** The port that the command last received; without it, a restart runs the command again. */
  readonly delivered?: KeptValue<number> | undefined;
  /** Whether it also runs at each start of the process, when the port is still the same. */
  readonly atEachStart?: boolean | undefined;
  readonly log: Log;
  /** Inherited by the command; it must not hold the app's secrets. */
  readonly environment: Environment;
  /** @default {60_000} */
  readonly timeoutMs?: number | undefined;
}

/**
 * Runs a command for the first port and for each change of it, with `PORT` and `PREVIOUS_PORT` (empty
 * the first time) in its environment. A port counts as delivered when the command ended with 0;
 * after a restart, the command is not run for it again unless it is to run at each start.
 */
export function commandHook(options: CommandHookOptions): PortSink<KeptPort> {
  const { command, log, environment, timeoutMs = 60_000 } = options;
  const delivered = new DeliveryRecord(options.delivered);
  let due = options.atEachStart ?? false;
  return {
    name: 'hook',
    same: (a, b) => a.port === b.port,
    async publish(value, { signal }) {
      const previous = await delivered.last();
      if (due || previous !== value.port) {
        const variables = { ...environment, ...hookVariables(value, previous) };
        await runCommand({ command, environment: variables, signal, timeoutMs, log, name: 'hook' });
        due = false;
      }
      await delivered.note(value.port);
    },
  };
}

function hookVariables(
  { port, internalPort, protocol, targetAddress }: KeptPort,
  previous: number | undefined,
): Environment {
  return {
    PORT: String(port),
    PREVIOUS_PORT: previous === undefined ? '' : String(previous),
    ...(targetAddress === undefined
      ? internalPort !== undefined && { INTERNAL_PORT: String(internalPort) }
      : { TARGET_IP: targetAddress, TARGET_PORT: String(internalPort ?? port) }),
    ...(protocol === undefined ? {} : { PROTOCOL: protocol }),
  };
}

import type { CommandLine } from '@portkeep/app-host';
import { type Finding, failed, passed } from '@portkeep/app-host/doctor/findings';
import { inspectCommand } from './inspect-program.ts';

/** Checks whether `ON_PORT_CHANGE` could be started, without running it: there may be no port for it. */
export function examineCommand(command: CommandLine): Finding {
  const flaw = inspectCommand(command, process.env.PATH);
  if (flaw === undefined) return passed(`Hook: ${command[0]} can be started`);
  return failed('The hook cannot be started', { cause: flaw.problem, next: flaw.advice });
}

import type { CommandLine } from '../environment/kinds/command-line.ts';
import { inspectCommand } from '../hook/inspect-program.ts';
import { type Finding, failed, passed, skipped } from './finding.ts';

/** Could `ON_PORT_CHANGE` be started? It is looked at, not run: there may be no port to tell it. */
export function hookVerdict(command: CommandLine | undefined): Finding {
  if (command === undefined) return skipped('Hook', 'ON_PORT_CHANGE is not set');
  const flaw = inspectCommand(command, process.env.PATH);
  if (flaw === undefined) return passed(`Hook: ${command[0]} can be started`);
  return failed('The hook cannot be started', { cause: flaw.problem, next: flaw.advice });
}

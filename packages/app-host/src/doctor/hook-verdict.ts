import type { CommandLine } from '../environment/kinds/command-line.ts';
import { inspectCommand } from '../hook/inspect-program.ts';
import { explainError } from './explain-error.ts';
import { type Finding, failed, passed, skipped } from './finding.ts';

/** Could `ON_PORT_CHANGE` be started? It is looked at, not run: there may be no port to tell it. */
export function hookVerdict(command: CommandLine | undefined): Finding {
  if (command === undefined) return skipped('Hook', 'ON_PORT_CHANGE is not set');
  const problem = inspectCommand(command, process.env.PATH);
  if (problem === undefined) return passed(`Hook: ${command[0]} can be started`);
  return failed('The hook cannot be started', explainError(new Error(problem)));
}

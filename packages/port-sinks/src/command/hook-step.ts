import type { CommandLine } from '@portkeep/app-host';
import type { Step } from '@portkeep/app-host/doctor';
import { type Finding, failed, passed, skipped } from '@portkeep/app-host/doctor';
import { inspectCommand } from './inspect-program.ts';

/** What the step examines. */
interface HookExamination {
  readonly values: { readonly onPortChange: CommandLine | undefined };
}

/** Could `ON_PORT_CHANGE` be started? It is examined, not run: there may be no port for it. */
export const hookStep: Step<HookExamination, Record<never, never>> = {
  title: 'Hook',
  failure: 'The hook cannot be started',
  limitMs: 5_000,
  async check({ examination: { values } }) {
    return { finding: findingOf(values.onPortChange) };
  },
};

function findingOf(command: CommandLine | undefined): Finding {
  if (command === undefined) return skipped('Hook', 'ON_PORT_CHANGE is not set');
  const flaw = inspectCommand(command, process.env.PATH);
  if (flaw === undefined) return passed(`Hook: ${command[0]} can be started`);
  return failed('The hook cannot be started', { cause: flaw.problem, next: flaw.advice });
}

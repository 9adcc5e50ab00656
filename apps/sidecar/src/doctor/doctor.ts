import type { App } from '@portkeep/app-host';
import { reportSteps, type Step, variablesStep } from '@portkeep/app-host/doctor';
import type { PortFacts } from '@portkeep/port-app';
import { sinkSteps } from '@portkeep/port-sinks/doctor';
import { sinkApp } from '../sink-app.ts';
import { SINK_KINDS } from '../sink-kinds.ts';
import { SOURCE } from '../source.ts';
import type { SidecarVariables } from '../variables.ts';
import type { Examination } from './examination.ts';
import { sinkOutlook } from './sink-outlook.ts';
import { files } from './steps/files.ts';

const LIMIT_MS = 55_000;

/**
 * Does once, step by step, what the sidecar does, and reports for each step whether it works, why
 * not, and what to do next. It may run beside a sidecar: both make the same mappings.
 *
 * @throws {ExitError} with code 1 when a step failed.
 */
export async function doctor(app: App<SidecarVariables>): Promise<void> {
  const { values, warnings } = app;
  const { steps, lastSteps } = await SOURCE.examine({ app });
  const all: readonly Step<Examination, PortFacts>[] = [
    variablesStep,
    ...steps,
    files,
    ...sinkSteps(SINK_KINDS, sinkOutlook),
    ...lastSteps,
  ];
  const examination: Examination = { values, warnings, sinks: sinkApp(app) };
  await reportSteps(app, { steps: all, examination, limitMs: LIMIT_MS });
}

import { type App, EXIT_GAVE_UP, ExitError } from '@portkeep/app-host';
import { renderFinding, runSteps, summaryOf, variablesStep } from '@portkeep/app-host/doctor';
import { nodeTransport } from '@portkeep/http/node';
import { systemClock } from '@portkeep/port-lease';
import { sinkSteps } from '@portkeep/port-sinks/doctor';
import { sinkApp } from '../sink-app.ts';
import { SINK_KINDS } from '../sink-kinds.ts';
import { createApi } from '../sources/natpmp/api.ts';
import { MOST_PAGE_BYTES } from '../sources/natpmp/doctor/egress-address.ts';
import { address } from '../sources/natpmp/doctor/steps/address.ts';
import { agreement } from '../sources/natpmp/doctor/steps/agreement.ts';
import { api } from '../sources/natpmp/doctor/steps/api.ts';
import { configuration } from '../sources/natpmp/doctor/steps/configuration.ts';
import { mapping } from '../sources/natpmp/doctor/steps/mapping.ts';
import { readSettings } from '../sources/natpmp/settings.ts';
import type { SidecarVariables } from '../variables.ts';
import type { Examination, Step } from './examination.ts';
import { sinkOutlook } from './sink-outlook.ts';
import { files } from './steps/files.ts';

const LIMIT_MS = 55_000;

const STEPS: readonly Step[] = [
  variablesStep,
  configuration,
  api,
  mapping('tcp'),
  mapping('udp'),
  agreement,
  address,
  files,
  ...sinkSteps(SINK_KINDS, sinkOutlook),
];

/**
 * Does once, step by step, what the sidecar does, and reports for each step whether it works, why
 * not, and what to do next. It may run beside a sidecar: both make the same mappings.
 *
 * @throws {ExitError} with code 1 when a step failed.
 */
export async function doctor(app: App<SidecarVariables>): Promise<void> {
  const { values, warnings, signal } = app;
  const print = (text: string) => app.print(app.hide(text));
  const settings = readSettings(values);
  const { client } = createApi(app);
  const examination: Examination = {
    values,
    warnings,
    settings,
    client,
    transport: nodeTransport({ maxBytes: MOST_PAGE_BYTES }),
    clock: systemClock,
    sinks: sinkApp(app),
  };
  const findings = await runSteps(STEPS, examination, {
    signal,
    limitMs: LIMIT_MS,
    report: (finding) => print(renderFinding(finding)),
  });
  const { line, failures } = summaryOf(findings);
  print(`\n${line}\n`);
  if (failures > 0) throw new ExitError(EXIT_GAVE_UP, 'doctor found a problem', 'see above');
}

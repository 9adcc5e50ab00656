import type { App } from '@portkeep/app-host';
import { reportSteps, variablesStep } from '@portkeep/app-host/doctor';
import { openStateAccess } from '@portkeep/pia-lease/state-access';
import { sinkSteps } from '@portkeep/port-sinks/doctor';
import { localTransport } from '../local-transport.ts';
import { SINK_KINDS } from '../sink-kinds.ts';
import { SOURCE } from '../source.ts';
import { type DaemonState, DaemonStateSchema } from '../state/daemon-state.ts';
import type { DaemonVariables } from '../variables.ts';
import { besideDaemon } from './beside-daemon.ts';
import { askDaemon } from './daemon-status.ts';
import type { Step } from './examination.ts';
import { sinkOutlook } from './sink-outlook.ts';
import { files } from './steps/files.ts';

const LIMIT_MS = 55_000;

/**
 * Does once, step by step, what the daemon does, and reports for each step whether it works, why
 * not, and what to do next. A login or a claim made on the way is saved for the daemon. While a
 * daemon runs, with this state or in this network, doctor changes nothing.
 *
 * @throws {ExitError} with code 1 when a step failed.
 */
export async function doctor(
  app: App<DaemonVariables>,
  examine: typeof SOURCE.examine = SOURCE.examine,
): Promise<void> {
  const { values, warnings } = app;
  const { httpListen: listen, stateFile } = values;
  const { log, signal } = app;
  const opened = await openStateAccess<DaemonState>({
    path: stateFile,
    schema: DaemonStateSchema,
    log,
    signal,
  });
  try {
    const transport = localTransport();
    const answer = await askDaemon({ app: app.name, listen, transport, signal });
    const { access, intention } = besideDaemon(opened, { app: app.name, stateFile, answer });
    if (intention !== undefined) app.print(app.hide(`${intention}\n`));
    const ownership = access.kind === 'foreign' ? { ...access, ...answer } : access;
    const source = await examine({ app, ownership, silent: listen === 'off' });
    const steps: readonly Step[] = [
      variablesStep,
      ...source.steps,
      files,
      ...sinkSteps(SINK_KINDS, sinkOutlook),
      ...source.lastSteps,
    ];
    const examination = { values, warnings, host: app, ownership };
    await reportSteps(app, { steps, examination, limitMs: LIMIT_MS });
  } finally {
    opened.release();
  }
}

import { type App, EXIT_GAVE_UP, ExitError } from '@portkeep/app-host';
import {
  type Finding,
  renderFinding,
  runSteps,
  variablesStep,
  verdict,
} from '@portkeep/app-host/doctor';
import { sinkSteps } from '@portkeep/port-sinks/doctor';
import { createClients } from '../clients.ts';
import { localTransport } from '../local-transport.ts';
import { SINK_KINDS } from '../sink-kinds.ts';
import type { DaemonVariables } from '../variables.ts';
import { besideDaemon } from './beside-daemon.ts';
import { askDaemon } from './daemon-status.ts';
import { beginExamination } from './examination.ts';
import { sinkOutlook } from './sink-outlook.ts';
import { openStateAccess } from './state-access.ts';
import type { Step } from './step.ts';
import { bind } from './steps/bind.ts';
import { claim } from './steps/claim.ts';
import { credentials } from './steps/credentials.ts';
import { files } from './steps/files.ts';
import { gateway } from './steps/gateway.ts';
import { gluetun } from './steps/gluetun.ts';
import { login } from './steps/login.ts';
import { loginHost } from './steps/login-host.ts';
import { serverList } from './steps/server-list.ts';
import { serverName } from './steps/server-name.ts';
import { tunnel } from './steps/tunnel.ts';
import { realSurroundings, type Surroundings } from './surroundings.ts';

const LIMIT_MS = 55_000;

const STEPS: readonly Step[] = [
  variablesStep,
  credentials,
  loginHost,
  login,
  serverList,
  tunnel,
  gateway,
  serverName,
  claim,
  bind,
  files,
  ...sinkSteps(SINK_KINDS, sinkOutlook),
  gluetun,
];

/**
 * Does once, step by step, what the daemon does, and reports for each step whether it works, why
 * not, and what to do next. A login or a claim made on the way is saved for the daemon. While a
 * daemon runs, with this state or in this network, doctor changes nothing.
 *
 * @throws {ExitError} with code 1 when a step failed.
 */
export async function doctor(
  app: App<DaemonVariables>,
  surroundings: Surroundings = realSurroundings,
): Promise<void> {
  const print = (text: string) => app.print(app.hide(text));
  const clients = createClients(app);
  const opened = await openStateAccess(app);
  const { httpListen: listen, stateFile } = app.values;
  try {
    const transport = localTransport();
    const answer = await askDaemon({ app: app.name, listen, transport, signal: app.signal });
    const { access, intention } = besideDaemon(opened, { app: app.name, stateFile, answer });
    if (intention !== undefined) print(`${intention}\n`);
    const examination = beginExamination(app, clients, { access, answer }, surroundings);
    const findings = await runSteps(STEPS, examination, {
      signal: app.signal,
      limitMs: LIMIT_MS,
      report: (finding) => print(renderFinding(finding)),
    });
    conclude(findings, print);
  } finally {
    opened.release();
  }
}

function conclude(findings: readonly Finding[], print: (text: string) => void): void {
  for (const { copy } of findings) if (copy !== undefined) print(`\n${copy}\n`);
  const { line, failures } = verdict(findings);
  print(`\n${line}\n`);
  if (failures > 0) throw new ExitError(EXIT_GAVE_UP, 'doctor found a problem', 'see above');
}

import { readFile } from 'node:fs/promises';
import { type App, EXIT_GAVE_UP, ExitError } from '@portkeep/app-host';
import { renderFinding, runSteps, summaryOf, variablesStep } from '@portkeep/app-host/doctor';
import { systemClock } from '@portkeep/port-lease';
import { sinkSteps } from '@portkeep/port-sinks/doctor';
import { createTokens } from '../../bootstrap/create-tokens.ts';
import { type Clients, createClients } from '../../clients.ts';
import { createKernel } from '../../create-kernel.ts';
import type { RunProgram } from '../../kernel/run-program.ts';
import { SINK_KINDS } from '../../sink-kinds.ts';
import { accessState } from '../../state/access-state.ts';
import { firstAnsweringDns } from '../../tunnel/first-answering-dns.ts';
import { reachesGateway } from '../../tunnel/reaches-gateway.ts';
import { exampleLan, findLan } from '../../values/lan.ts';
import type { GatewayVariables } from '../../variables.ts';
import { askGateway } from '../gateway-page.ts';
import type { Examination, Step } from './examination.ts';
import { sinkOutlook } from './sink-outlook.ts';
import { files } from './steps/files.ts';
import { leaks } from './steps/leaks.ts';
import { lan, programs, wireguardInterface } from './steps/machine.ts';
import { login, proxy, regions } from './steps/pia.ts';
import { target } from './steps/target.ts';
import { dns, handshake, portForward } from './steps/tunnel.ts';

const LIMIT_MS = 55_000;

/** What a test replaces. */
export interface DoctorParts
  extends Partial<Pick<Examination, 'reaches' | 'answering' | 'forwardsPackets'>> {
  readonly run?: RunProgram | undefined;
  readonly clients?: Clients | undefined;
}

/**
 * Looks, step by step, at everything that a tunnel and a port need, and reports for each step whether it works,
 * why not, and what to do next. It changes nothing and logs in nowhere.
 *
 * @throws {ExitError} with code 1 when a step failed.
 */
export async function doctor(app: App<GatewayVariables>, parts: DoctorParts = {}): Promise<void> {
  const print = (text: string) => app.print(app.hide(text));
  const { values, warnings, signal } = app;
  const { clients = createClients(app), reaches = reachesGateway } = parts;
  const access = await accessState(app);
  try {
    const found = findLan(values.lanInterface);
    const now = () => systemClock.now();
    const { account } = clients;
    const tokens =
      access.kind === 'unusable'
        ? undefined
        : createTokens({ account, values, state: access.state, now, signal });
    const examination: Examination = {
      values,
      warnings,
      host: app,
      clients,
      access,
      tokens,
      answer: await askGateway(app),
      lan: found,
      // It is only read, for which the network does not matter.
      kernel: createKernel(app, found ?? exampleLan(values.lanInterface), parts.run),
      reaches,
      answering: parts.answering ?? firstAnsweringDns,
      forwardsPackets: parts.forwardsPackets ?? forwardsPackets,
      now,
    };
    const sinks = values.forwardTo === undefined ? [] : sinkSteps(SINK_KINDS, sinkOutlook);
    const steps: readonly Step[] = [
      variablesStep,
      programs,
      wireguardInterface,
      lan,
      proxy,
      regions,
      login,
      handshake,
      portForward,
      dns,
      target,
      leaks,
      files,
      ...sinks,
    ];
    const report = (finding: Parameters<typeof renderFinding>[0]) => print(renderFinding(finding));
    const findings = await runSteps(steps, examination, { signal, limitMs: LIMIT_MS, report });
    const { line, failures } = summaryOf(findings);
    print(`\n${line}\n`);
    if (failures > 0) throw new ExitError(EXIT_GAVE_UP, 'doctor found a problem', 'see above');
  } finally {
    access.release();
  }
}

async function forwardsPackets(): Promise<boolean> {
  return (await readFile('/proc/sys/net/ipv4/ip_forward', 'utf8')).trim() === '1';
}

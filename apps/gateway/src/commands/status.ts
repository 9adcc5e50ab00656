import { type App, EXIT_GAVE_UP, ExitError, healthcheck } from '@portkeep/app-host';
import { readSavedState } from '@portkeep/pia-lease/saved-state';
import { systemClock } from '@portkeep/port-lease';
import { createKernel } from '../create-kernel.ts';
import type { RunProgram } from '../kernel/run-program.ts';
import { presentLan } from '../start/await-lan.ts';
import { expectMeans } from '../start/expect-means.ts';
import { type GatewayState, GatewayStateSchema } from '../state/gateway-state.ts';
import type { GatewayVariables } from '../variables.ts';
import { askGateway, silence } from './gateway-page.ts';
import { kernelPage } from './kernel-page.ts';
import { statusText } from './status-text.ts';

type StatusApp = Pick<App<GatewayVariables>, 'name' | 'values' | 'signal' | 'hide' | 'print'>;

/**
 * Prints what the gateway has set up, on one screen. Where no status page answers, it is read from the kernel.
 *
 * @throws {ExitError} with code 1 when the gateway is not ready.
 */
export async function status(app: StatusApp, run?: RunProgram): Promise<void> {
  const { name, values, signal } = app;
  const listen = values.httpListen;
  const print = (text: string) => app.print(app.hide(text));
  const answer = await askGateway(app);
  if (answer.status !== undefined) {
    print(statusText(answer.status));
    const { ok, text } = await healthcheck(listen, name);
    if (!ok) throw notReady(text);
    return;
  }
  const state = await readSavedState<GatewayState>(values.stateFile, GatewayStateSchema);
  const kernel = createKernel(app, presentLan(values.lanInterface), run);
  const found = await expectMeans(() => kernel.readState(signal));
  const { page, reasons } = kernelPage(found, state.current, values, systemClock.now());
  const why = silence(listen, answer);
  print(`The kernel shows this; ${why}.\n\n${statusText(page)}`);
  const all = listen === 'off' ? reasons : [`no gateway runs: ${why}`, ...reasons];
  if (all.length > 0) throw notReady(all.join('; '));
}

function notReady(reasons: string): ExitError {
  return new ExitError(
    EXIT_GAVE_UP,
    `The gateway is not ready: ${reasons}`,
    'the command doctor finds out why',
  );
}

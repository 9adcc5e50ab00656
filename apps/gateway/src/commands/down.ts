import { type App, EXIT_GAVE_UP, ExitError } from '@portkeep/app-host';
import { createKernel } from '../create-kernel.ts';
import type { RunProgram } from '../kernel/run-program.ts';
import { presentLan } from '../start/await-lan.ts';
import { expectMeans } from '../start/expect-means.ts';
import { accessState } from '../state/access-state.ts';
import type { GatewayVariables } from '../variables.ts';
import { askGateway } from './gateway-page.ts';

type DownApp = Pick<App<GatewayVariables>, 'name' | 'values' | 'log' | 'signal' | 'print'>;

/**
 * Removes the tunnel and the forwarded port; the table stays, so that nothing passes.
 *
 * @throws {ExitError} with code 1 while a gateway runs, with 78 when a program or the capability is missing.
 */
export async function down(app: DownApp, run?: RunProgram): Promise<void> {
  const { values, signal } = app;
  const { stateFile: path, wireguardInterface, lanInterface } = values;
  const access = await accessState(app);
  try {
    const { status } = await askGateway(app);
    if (access.kind === 'foreign' || status !== undefined) {
      throw new ExitError(
        EXIT_GAVE_UP,
        `A gateway runs here with ${path}, and would set up the tunnel again`,
        'stop it: it removes the tunnel itself',
      );
    }
    const kernel = createKernel(app, presentLan(lanInterface), run);
    await expectMeans(() => kernel.remove(signal));
    app.print(
      `The tunnel is removed from ${wireguardInterface}. The table of nft stays: nothing passes until a gateway runs.\n`,
    );
  } finally {
    access.release();
  }
}

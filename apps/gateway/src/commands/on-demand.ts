import { type AppCommand, adviceOf, EXIT_GAVE_UP, ExitError } from '@portkeep/app-host';
import type { GatewayVariables } from '../variables.ts';

type Command = AppCommand<GatewayVariables>;

/**
 * A command whose code is loaded when it runs: a gateway that runs for months does not hold it. An error that
 * comes with advice ends it with code 1.
 */
export function onDemand(load: () => Promise<Command>): Command {
  return async (app) => {
    const command = await load();
    try {
      await command(app);
    } catch (error) {
      const isExpected = adviceOf(error) !== undefined && !(error instanceof ExitError);
      throw isExpected ? ExitError.because(EXIT_GAVE_UP, error) : error;
    }
  };
}

// First, so that a signal can never open the debugger.
import '@portkeep/app-host/no-debugger';
import { type App, EXIT_GAVE_UP, ExitError, runApp } from '@portkeep/app-host';
import manifest from '../package.json' with { type: 'json' };
import { plan } from './commands/plan.ts';
import { contradictions } from './contradictions.ts';
import { type GatewayVariables, variables } from './variables.ts';

runApp({
  name: 'portkeep-gateway',
  version: manifest.version,
  help: 'Leads the hosts behind it into a WireGuard tunnel of Private Internet Access, and forwards a port to one of them.',
  variables,
  contradictions: (values) => contradictions(values),
  commands: { run, plan },
});

async function run(_app: App<GatewayVariables>): Promise<void> {
  throw new ExitError(EXIT_GAVE_UP, 'The gateway cannot run yet', 'use another command');
}

// First, so that a signal can never open the debugger.
import '@portkeep/app-host/no-debugger';
import { type App, formatHostAndPort, runApp, systemTimer } from '@portkeep/app-host';
import manifest from '../package.json' with { type: 'json' };
import { originalNames } from './original-names.ts';
import { startFront } from './start-front.ts';
import { type FrontVariables, variables } from './variables.ts';
import { watchGateway } from './watch-gateway.ts';

runApp({
  name: 'portkeep-natpmp-front',
  version: manifest.version,
  help: 'Serves the NAT-PMP HTTP API before a real NAT-PMP gateway, and reports what it granted.',
  variables,
  commands: {
    run,
    // A process that runs for months should not hold it in memory.
    doctor: async (app) => (await import('./doctor/doctor.ts')).doctor(app),
  },
});

async function run(app: App<FrontVariables>): Promise<void> {
  const { environment, log, signal } = app;
  for (const warning of originalNames(environment)) log.warn(warning);
  const { address, gateway, status } = await startFront(app);
  log.info(`The API is served at http://${formatHostAndPort(address)}`);
  const token = app.values.apiToken?.read().trim();
  if (token === undefined) {
    log.warn('API_TOKEN is not set: any program that reaches the API can map ports');
  } else if (!/^[ -~]*$/.test(token)) {
    log.warn('API_TOKEN has characters that no HTTP header can carry: choose another');
  }
  await watchGateway({ gateway, timer: systemTimer, signal, tick: () => status.tick() });
}

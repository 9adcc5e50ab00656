import {
  type App,
  createLog,
  describeError,
  ExitError,
  hideSecrets,
  readEnvironment,
} from '@portkeep/app-host';
import { type GatewayVariables, variables } from '../src/variables.ts';

/** How a command ended, and what it printed and logged. */
export interface Ending {
  readonly exitCode: number;
  readonly printed: string;
  readonly logged: string;
}

/** Runs a command as the app does. The interface `lo` stands for the LAN: every machine has it. */
export async function runCommand(
  command: (app: App<GatewayVariables>) => Promise<void>,
  environment: Readonly<Record<string, string>>,
  options: Readonly<Record<string, string>> = {},
): Promise<Ending> {
  const printed: string[] = [];
  const logged: string[] = [];
  const app = commandApp(environment, options, printed, logged);
  const error = await command(app).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error !== undefined && !(error instanceof ExitError)) throw error;
  if (error) logged.push(describeError(error));
  return { exitCode: error?.code ?? 0, printed: printed.join(''), logged: logged.join('') };
}

function commandApp(
  environment: Readonly<Record<string, string>>,
  options: Readonly<Record<string, string>>,
  printed: string[],
  logged: string[],
): App<GatewayVariables> {
  const all = { LAN_INTERFACE: 'lo', HTTP_LISTEN: 'off', ...environment };
  const { values, given, secrets, warnings } = readEnvironment(variables, all);
  const hide = hideSecrets(secrets);
  const write = (text: string) => logged.push(text);
  const log = createLog({ level: 'debug', format: 'text', color: false, write, hide });
  return {
    name: 'portkeep-gateway',
    version: '0',
    values,
    given,
    warnings,
    environment: {},
    options,
    hide,
    log,
    plainLog: log,
    signal: new AbortController().signal,
    print: (text) => printed.push(text),
    onHangup() {},
  };
}

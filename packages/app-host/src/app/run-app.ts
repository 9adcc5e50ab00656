import { ConfigurationError } from '../environment/configuration-error.ts';
import { checkEnvironment, readEnvironment } from '../environment/read-environment.ts';
import type { Variables } from '../environment/variable.ts';
import { describeError } from '../log/error-facts.ts';
import { hideSecrets } from '../log/hide-secrets.ts';
import { createLog, type Log } from '../log/log.ts';
import { logVariables } from '../log/log-variables.ts';
import { standardOutput } from '../log/standard-output.ts';
import { dropPrivileges } from '../privileges/drop-privileges.ts';
import { httpListenVariable } from '../status/http-listen-variable.ts';
import type { AppCommand, AppDefinition } from './app.ts';
import { ExitError } from './exit-error.ts';
import { healthcheck } from './healthcheck.ts';
import { helpText, usageLine } from './help-text.ts';
import { readArguments } from './read-arguments.ts';
import { watchSignals } from './watch-signals.ts';

/**
 * Runs an app as this process: arguments, configuration, log, signals and the exit code.
 *
 * Exit codes: 0 done or stopped by a signal, 1 gave up, 64 unknown command, 75 stale network
 * namespace, 78 configuration.
 */
export function runApp<V extends Variables>(definition: AppDefinition<V>): void {
  const print = standardOutput();
  const exit = (code: number) => process.exit(code);
  main(definition, print).then(exit, (error: unknown) => {
    complain(error instanceof ConfigurationError ? error.problems : [String(error)]);
    exit(error instanceof ConfigurationError ? 78 : 1);
  });
}

async function main<V extends Variables>(
  definition: AppDefinition<V>,
  print: (text: string) => void,
): Promise<number> {
  const { name, version, help, variables } = definition;
  const listen = Object.values(variables).find((each) => each.name === 'HTTP_LISTEN');
  const commands = [...Object.keys(definition.commands), ...(listen ? ['healthcheck'] : [])];
  const invocation = readArguments(process.argv.slice(2), commands);

  if (invocation.kind === 'help') {
    print(helpText({ name, help, commands, variables: { ...variables, ...logVariables } }));
    return 0;
  }
  if (invocation.kind === 'version') {
    print(`${version}\n`);
    return 0;
  }
  if (invocation.kind !== 'command') {
    complain([`Unknown: ${process.argv.slice(2).join(' ')}`, usageLine(name, commands)]);
    return 64;
  }
  const command = definition.commands[invocation.command];
  if (command !== undefined) return runCommand(definition, command, print);
  const own = { listen: httpListenVariable(listen?.fallback ?? 'off') };
  const health = await healthcheck(readEnvironment(own, process.env).values.listen);
  print(`${health.text}\n`);
  return health.ok ? 0 : 1;
}

async function runCommand<V extends Variables>(
  definition: AppDefinition<V>,
  command: AppCommand<V>,
  print: (text: string) => void,
): Promise<number> {
  // Before the first file is read: what this user may not read is better found out now.
  if (definition.files) dropPrivileges(pathsOf(definition, definition.files), process.env);
  const own = checkEnvironment(definition.variables, process.env);
  const logging = checkEnvironment(logVariables, process.env);
  const contradictions = definition.contradictions?.(own.values) ?? [];
  const problems = [...own.problems, ...logging.problems, ...contradictions];
  if (problems.length > 0) throw new ConfigurationError(problems);

  const { values, given, secrets } = own;
  const { logLevel, logFormat, noColor } = logging.values;
  const hide = hideSecrets(secrets);
  const color = noColor === undefined && process.stdout.isTTY;
  const logOptions = { level: logLevel, format: logFormat, color, write: print, hide };
  const log = createLog(logOptions);
  const plainLog = createLog({ ...logOptions, plain: true });
  for (const warning of own.warnings) log.warn(warning);

  const { signal, onHangup } = watchSignals({
    stopWithinMs: definition.stopWithinMs?.(values) ?? 800,
    onForced: () => log.warn('Stopping took too long; ended by force'),
  });
  process.on('uncaughtException', (error) => {
    if (signal.aborted) process.exit(0);
    log.error('An unexpected error ends the process', { error, stack: stackOf(error) });
    process.exit(1);
  });

  const { name, version } = definition;
  try {
    await command({
      name,
      version,
      values,
      given,
      log,
      plainLog,
      signal,
      hide,
      onHangup,
      print,
    });
    return 0;
  } catch (error) {
    return exitCode(error, signal, log);
  } finally {
    if (signal.aborted) log.info(describeError(signal.reason));
  }
}

/** The paths that can be told; what is wrong with the others is told with all problems. */
function pathsOf<V extends Variables>({ variables }: AppDefinition<V>, keys: readonly (keyof V)[]) {
  return keys.flatMap((key) => {
    const reading = variables[key]?.read(process.env);
    return reading && 'value' in reading && typeof reading.value === 'string'
      ? [reading.value]
      : [];
  });
}

function exitCode(error: unknown, signal: AbortSignal, log: Log): number {
  if (signal.aborted) {
    if (error !== signal.reason) log.warn('Stopping was not clean', { error });
    return 0;
  }
  if (error instanceof ConfigurationError) throw error;
  if (error instanceof ExitError) {
    log.error(error.message, { exit_code: error.code, advice: error.advice });
    return error.code;
  }
  log.error('An unexpected error ends the process', { error, stack: stackOf(error) });
  return 1;
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}

function complain(lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${line}\n`);
}

import { isatty } from 'node:tty';
import { ConfigurationError } from '../environment/configuration-error.ts';
import { misspeltWarnings } from '../environment/misspelt-variables.ts';
import { checkEnvironment, readEnvironment } from '../environment/read-environment.ts';
import type { Variables } from '../environment/variable.ts';
import { withoutSecrets } from '../environment/without-secrets.ts';
import { httpListenVariable } from '../http-server/http-listen-variable.ts';
import { describeError } from '../log/error-facts.ts';
import { hideSecrets } from '../log/hide-secrets.ts';
import { createLog, type Log } from '../log/log.ts';
import { logVariables } from '../log/log-variables.ts';
import { createOutput, type Output } from '../log/output.ts';
import { dropPrivileges } from '../privileges/drop-privileges.ts';
import type { AppCommand, AppDefinition } from './app.ts';
import {
  EXIT_CONFIGURATION,
  EXIT_DONE,
  EXIT_GAVE_UP,
  EXIT_UNKNOWN_COMMAND,
  type ExitCode,
} from './exit-code.ts';
import { ExitError } from './exit-error.ts';
import { healthcheck } from './healthcheck.ts';
import { helpText, usageLine } from './help-text.ts';
import { ProcessEnd } from './process-end.ts';
import { type Invocation, readArguments } from './read-arguments.ts';
import { watchSignals } from './watch-signals.ts';

/** Grace for a slow disk when stopping took too long, still within the promised second. */
const LAST_MOMENT_MS = 150;

/** The outputs of an app, and the end of its process. */
interface Host {
  readonly out: Output;
  readonly err: Output;
  readonly end: ProcessEnd;
}

/**
 * Runs an app as this process: arguments, configuration, log, signals and the exit code.
 *
 * It ends with an {@linkcode ExitCode}, or with 137 if a disk access or a DNS lookup hangs when it has
 * to stop.
 */
export function runApp<V extends Variables>(definition: AppDefinition<V>): void {
  const out = createOutput('stdout');
  const err = createOutput('stderr');
  const end = new ProcessEnd([out, err]);
  main(definition, { out, err, end }).then(
    (code) => end.begin(code),
    (error: unknown) => {
      complain(err, error instanceof ConfigurationError ? error.problems : [String(error)]);
      end.begin(error instanceof ConfigurationError ? EXIT_CONFIGURATION : EXIT_GAVE_UP);
    },
  );
}

async function main<V extends Variables>(
  definition: AppDefinition<V>,
  host: Host,
): Promise<ExitCode> {
  const print = host.out.write;
  const { name, version, help, variables } = definition;
  const listen = Object.values(variables).find((each) => each.name === 'HTTP_LISTEN');
  const commands = [...Object.keys(definition.commands), ...(listen ? ['healthcheck'] : [])];
  const { options } = definition;
  const invocation = readArguments(process.argv.slice(2), commands, options);

  if (invocation.kind === 'help') {
    print(
      helpText({ name, help, commands, options, variables: { ...variables, ...logVariables } }),
    );
    return EXIT_DONE;
  }
  if (invocation.kind === 'version') {
    print(`${version}\n`);
    return EXIT_DONE;
  }
  if (invocation.kind !== 'command') {
    complain(host.err, [
      `Unknown: ${process.argv.slice(2).join(' ')}`,
      usageLine(name, commands, options),
    ]);
    return EXIT_UNKNOWN_COMMAND;
  }
  const command = definition.commands[invocation.command];
  if (command !== undefined) return runAppCommand(definition, invocation, command, host);
  const own = { listen: httpListenVariable(listen?.fallback ?? 'off') };
  const health = await healthcheck(readEnvironment(own, process.env).values.listen, name);
  print(`${health.text}\n`);
  return health.ok ? EXIT_DONE : EXIT_GAVE_UP;
}

async function runAppCommand<V extends Variables>(
  definition: AppDefinition<V>,
  { command: commandName, options }: Extract<Invocation, { kind: 'command' }>,
  command: AppCommand<V>,
  { out, err, end }: Host,
): Promise<ExitCode> {
  // Before the first file is read, so that a file that the new user may not read is found now.
  const files = pathsOf(definition, definition.files ?? []);
  if (definition.files) dropPrivileges(files, process.env);
  const own = checkEnvironment(definition.variables, process.env);
  const logging = checkEnvironment(logVariables, process.env);
  const contradictions = definition.contradictions?.(own.values) ?? [];
  const problems = [...own.problems, ...logging.problems, ...contradictions];
  const misspelt = misspeltWarnings({ ...definition.variables, ...logVariables }, process.env);
  // A required variable that is missing is often set under another name.
  if (problems.length > 0) throw new ConfigurationError([...problems, ...misspelt]);

  const { values, given, secrets } = own;
  const { logLevel, logFormat, noColor } = logging.values;
  const hide = hideSecrets(secrets);
  const color = noColor === undefined && isatty(1);
  const logOptions = { level: logLevel, format: logFormat, color, write: out.write, hide };
  const log = createLog(logOptions);
  const plainLog = createLog({ ...logOptions, plain: true });
  out.onGap((lines) =>
    log.warn('Lines were dropped because the output was not being read', { lines }),
  );
  end.onHung(() => log.warn('A disk or a lookup does not answer; ended by SIGKILL'));
  // Node would write warnings to the terminal itself, and wait for it.
  process.removeAllListeners('warning');
  process.on('warning', (error) => log.warn('Node.js warns', { error }));
  const warnings = [...own.warnings, ...logging.warnings, ...misspelt];
  if (commandName === 'run' || commandName === 'once') {
    const introduction = definition.introduce?.(values);
    const text = `${definition.name} ${definition.version} starts`;
    if (introduction !== undefined) log.info(text, { ...introduction, files });
    for (const warning of warnings) log.warn(warning);
  } else if (commandName !== 'doctor') {
    // Its output may be a file of its own. Doctor has its own findings for all of this.
    complain(err, warnings.map(hide));
  }

  const stopWithinMs = definition.stopWithinMs?.(values) ?? 800;
  const { signal, onHangup } = watchSignals({
    onStop: () => end.hurry(stopWithinMs + LAST_MOMENT_MS),
    stopWithinMs,
    onForced() {
      log.warn('Stopping took too long; ended by force');
      end.begin(EXIT_DONE);
    },
    onImpatient() {
      end.hurry(0);
      end.begin(EXIT_DONE);
    },
  });
  process.on('uncaughtException', (error) => {
    end.hurry(LAST_MOMENT_MS);
    if (signal.aborted) return end.begin(EXIT_DONE);
    log.error('An unexpected error ends the process', { error, stack: stackOf(error) });
    end.begin(EXIT_GAVE_UP);
  });

  const { name, version } = definition;
  try {
    await command({
      name,
      version,
      values,
      given,
      warnings,
      environment: withoutSecrets(definition.variables, process.env),
      options,
      log,
      plainLog,
      signal,
      hide,
      onHangup,
      print: out.write,
    });
    return EXIT_DONE;
  } catch (error) {
    return exitCode(error, signal, log);
  } finally {
    if (signal.aborted) log.info(describeError(signal.reason));
  }
}

/** The paths that are valid; what is wrong with the others is reported later, with all problems. */
function pathsOf<V extends Variables>({ variables }: AppDefinition<V>, keys: readonly (keyof V)[]) {
  return keys.flatMap((key) => {
    const reading = variables[key]?.read(process.env);
    return reading && 'value' in reading && typeof reading.value === 'string'
      ? [reading.value]
      : [];
  });
}

function exitCode(error: unknown, signal: AbortSignal, log: Log): ExitCode {
  if (signal.aborted) {
    if (error !== signal.reason) log.warn('Stopping was not clean', { error });
    return EXIT_DONE;
  }
  if (error instanceof ConfigurationError) throw error;
  if (error instanceof ExitError) {
    log.error(error.message, { exit_code: error.code, advice: error.advice });
    return error.code;
  }
  log.error('An unexpected error ends the process', { error, stack: stackOf(error) });
  return EXIT_GAVE_UP;
}

function stackOf(error: unknown): string | undefined {
  return error instanceof Error ? error.stack : undefined;
}

function complain(err: Output, lines: readonly string[]): void {
  for (const line of lines) err.write(`${line}\n`);
}

#!/usr/bin/env node
import { readCliOptions, USAGE } from './cli-options.ts';
import { type RunningSimulators, startSimulators } from './start-simulators.ts';

/** Quotes a value for a POSIX shell where it has to be. */
function quote(value: string): string {
  return /^[\w./:,-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** Prints the addresses; from then on a signal stops the simulators. */
function announce(running: RunningSimulators): void {
  const stop = (): void => {
    running.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const lines = Object.entries(running.environment).map(
    ([name, value]) => `export ${name}=${quote(value)}\n`,
  );
  process.stdout.write(`${lines.join('')}ready\n`);
}

try {
  const options = readCliOptions(process.argv.slice(2));
  if (options.help) process.stdout.write(USAGE);
  else announce(await startSimulators(options));
} catch (error) {
  // An invalid value, for the command line or for what it starts.
  if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 64;
}

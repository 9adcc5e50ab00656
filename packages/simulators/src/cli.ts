#!/usr/bin/env node
import { type CliOptions, readCliOptions, USAGE } from './cli-options.ts';
import { startSimulators } from './start-simulators.ts';

function readOptions(): CliOptions | undefined {
  try {
    return readCliOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    return undefined;
  }
}

/** Quotes a value for a POSIX shell where it has to be. */
function quote(value: string): string {
  return /^[\w./:,-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

async function run(options: CliOptions): Promise<void> {
  const simulators = await startSimulators(options);
  const stop = (): void => {
    simulators.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const lines = Object.entries(simulators.environment).map(
    ([name, value]) => `export ${name}=${quote(value)}\n`,
  );
  process.stdout.write(`${lines.join('')}ready\n`);
}

const options = readOptions();
if (options === undefined) process.exitCode = 64;
else if (options.help) process.stdout.write(USAGE);
else await run(options);

#!/usr/bin/env node
import { readCliOptions, USAGE } from './cli-options.ts';
import { startNatPmpFront } from './natpmp/index.ts';
import {
  NATPMP_FRONT_USAGE,
  type NatPmpFrontCliOptions,
  readNatPmpFrontOptions,
} from './natpmp-front-options.ts';
import { startSimulators } from './start-simulators.ts';

/** What runs until a signal comes. */
interface Running {
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** `undefined` when the command line asks for the usage only. */
function startAll(args: readonly string[]): Promise<Running> | undefined {
  const options = readCliOptions(args);
  return options.help ? undefined : startSimulators(options);
}

function startFront(args: readonly string[]): Promise<Running> | undefined {
  const options = readNatPmpFrontOptions(args);
  return options && runFront(options);
}

async function runFront(options: NatPmpFrontCliOptions): Promise<Running> {
  const front = await startNatPmpFront({
    ...options,
    // An empty token could be shown by nobody: it is none.
    token: process.env.API_TOKEN || undefined,
    onGatewayRestart: () => process.stderr.write('The gateway has lost its mappings\n'),
  });
  return { environment: { NATPMP_SERVICE: front.service }, close: () => front.close() };
}

/** Quotes a value for a POSIX shell where it has to be. */
function quote(value: string): string {
  return /^[\w./:,-]*$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

/** Says where things are; from then on a signal ends them. */
function announce(running: Running): void {
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

const args = process.argv.slice(2);
const isFront = args[0] === 'natpmp-front';
const usage = isFront ? NATPMP_FRONT_USAGE : USAGE;
try {
  const running = await (isFront ? startFront(args.slice(1)) : startAll(args));
  if (running === undefined) process.stdout.write(usage);
  else announce(running);
} catch (error) {
  // A value that makes no sense, to the command line or to what it starts.
  if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
  process.stderr.write(`${error.message}\n\n${usage}`);
  process.exitCode = 64;
}

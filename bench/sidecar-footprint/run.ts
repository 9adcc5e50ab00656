import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Api, startApi } from './api.ts';
import type { Candidate } from './candidates.ts';
import type { ControlGroup, ControlGroups, Limits } from './control-group.ts';
import type { Launch } from './launch.ts';
import { freePort, type Probes, probe, startProbes } from './probe.ts';
import { undoAtExit } from './undo.ts';
import { waitFor } from './wait-for.ts';

const STOP_PATIENCE_MS = 15_000;
const KEPT_OUTPUT = 2_000;
let runs = 0;

/** How a run is set up. */
export interface RunOptions {
  readonly candidate: Candidate;
  readonly launch: Launch;
  readonly groups: ControlGroups;
  readonly limits: Limits;
  readonly intervalSeconds: number;
}

/** A candidate at work in a group of its own, with an API of its own. */
export interface Run {
  readonly api: Api;
  readonly group: ControlGroup;
  /** On the clock of `performance.now()`. */
  readonly startedAt: number;
  alive(): boolean;
  /** Probes at regular intervals; `undefined` if the candidate answers none. */
  readonly probes: Probes | undefined;
  /** One readiness probe; `undefined` if the candidate answers none. */
  readonly probe: (() => Promise<boolean>) | undefined;
  /** The end of its output. */
  output(): string;
  /** SIGTERM; resolves with the milliseconds until the exit, `undefined` if it had to be killed. */
  stop(): Promise<number | undefined>;
  /** Removes everything; safe to call at any time. */
  end(): Promise<void>;
}

/** Prepares a run; the function that it resolves with starts the candidate. */
export async function prepareRun(options: RunOptions): Promise<() => Run> {
  const { candidate, launch, limits, intervalSeconds } = options;
  const api = await startApi();
  const port = await freePort();
  runs += 1;
  const groupName = `portkeep-footprint-${process.pid}-${runs}`;
  const group = options.groups.create(groupName, limits);
  const { memberFiles } = group;
  const removeGroup = undoAtExit(() => group.remove());
  const environment = {
    NATPMP_SERVICE: api.service,
    INTERNAL_PORT: '6881',
    DURATION: '60',
    REFRESH_INTERVAL: String(intervalSeconds),
    START_SPREAD_MS: '0',
    HTTP_LISTEN: `127.0.0.1:${port}`,
    PORT_FILE: join('/config', 'port'),
  };
  const [program = '', ...words] = launch({ groupName, memberFiles, limits, environment });
  const child = spawn(program, words);
  const killChild = undoAtExit(() => child.kill('SIGKILL'));
  const output = keepOutput(child);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const alive = () => child.exitCode === null && child.signalCode === null;
  if (!(await waitFor(() => output() === 'ready\n' || !alive(), STOP_PATIENCE_MS)) || !alive()) {
    throw new Error(`The launcher of ${candidate.name} failed: ${output()}`);
  }

  return () => {
    const { probes: paths } = candidate;
    const probes = paths.length > 0 ? startProbes(port, paths) : undefined;
    const startedAt = performance.now();
    child.stdin.end('go\n');
    return {
      api,
      group,
      startedAt,
      alive,
      probes,
      probe: probes && (() => probe(port)),
      output,
      async stop() {
        const askedAt = performance.now();
        child.kill('SIGTERM');
        return (await within(exited, STOP_PATIENCE_MS)) ? performance.now() - askedAt : undefined;
      },
      async end() {
        probes?.end();
        killChild();
        await exited;
        removeGroup();
        await api.close();
      },
    };
  };
}

function keepOutput(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-KEPT_OUTPUT);
    });
  }
  return () => text;
}

function within(event: Promise<void>, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patienceMs);
    void event.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

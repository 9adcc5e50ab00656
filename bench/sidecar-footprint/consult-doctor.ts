import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ControlGroups, Limits } from './control-group.ts';
import { launchInFolder } from './launch-in-folder.ts';
import type { Run } from './run.ts';
import { undoAtExit } from './undo.ts';

/** Readiness and liveness, each every 10 s. */
const PROBE_EVERY_MS = 5_000;
/** After this, doctor is killed. */
export const PATIENCE_MS = 180_000;

/** What came of it; times in ms. */
export interface Consultation {
  readonly ms: number;
  /** `null` when it was killed. */
  readonly code: number | null;
  readonly checks: number;
  /** Nothing is wrong, so each of them is a false one. */
  readonly failures: number;
  readonly probes: number;
  readonly unanswered: number;
  readonly slowestMs: number;
  readonly faults: number;
  readonly oomKills: number;
}

/** How doctor is consulted. */
export interface ConsultationOptions {
  /** The sidecar at work. */
  readonly run: Run;
  readonly groups: ControlGroups;
  readonly rootFolder: string;
  /** Of Node.js. */
  readonly flags: readonly string[];
  /** @default It shares those of the sidecar, in whose container it is then. */
  readonly ownLimits?: Limits | undefined;
}

/** Consults doctor while the sidecar works and is probed. */
export async function consultDoctor(options: ConsultationOptions): Promise<Consultation> {
  const { run, groups, rootFolder, flags, ownLimits } = options;
  const groupName = `portkeep-footprint-${process.pid}-doctor`;
  const own = ownLimits && groups.create(groupName, ownLimits);
  const removeOwn = undoAtExit(() => own?.remove());
  const launch = launchInFolder(rootFolder, ['/usr/bin/node', ...flags, '/app/main.cjs', 'doctor']);
  const { memberFiles } = own ?? run.group;
  const environment = { NATPMP_SERVICE: run.api.service, INTERNAL_PORT: '6881' };
  const [program = '', ...words] = launch({ groupName, memberFiles, limits: {}, environment });
  const faultsBefore = run.group.memory().majorFaults;
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const killChild = undoAtExit(() => child.kill('SIGKILL'));
  const timer = setTimeout(killChild, PATIENCE_MS);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const begunAt = performance.now();
  const ended = once(child, 'exit').then(() => performance.now());
  child.stdin.end('go\n');
  let [probes, unanswered, slowestMs] = [0, 0, 0];
  while (child.exitCode === null && child.signalCode === null) {
    const askedAt = performance.now();
    probes += 1;
    if (!(await run.probe?.())) unanswered += 1;
    slowestMs = Math.max(slowestMs, performance.now() - askedAt);
    await Promise.race([sleep(PROBE_EVERY_MS), ended]);
  }
  const ms = (await ended) - begunAt;
  clearTimeout(timer);
  const { majorFaults, oomKills } = run.group.memory();
  removeOwn();
  const checks = output.match(/^[✓!✗–]/gm)?.length ?? 0;
  const failures = output.match(/^✗/gm)?.length ?? 0;
  const faults = majorFaults - faultsBefore;
  return {
    ...{ ms, code: child.exitCode, checks, failures },
    ...{ probes, unanswered, slowestMs, faults, oomKills },
  };
}

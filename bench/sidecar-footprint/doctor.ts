// What `doctor` costs inside the container of a running sidecar, and beside it with limits of its own.
// As root on Linux, after a build: `node bench/sidecar-footprint/doctor.ts`.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findCandidates } from './candidates.ts';
import { type Consultation, consultDoctor, PATIENCE_MS } from './consult-doctor.ts';
import { findControlGroups } from './find-control-groups.ts';
import { launchInFolder } from './launch-in-folder.ts';
import { createLoopDisk } from './loop-disk.ts';
import { describeMachine, load } from './machine.ts';
import { markdownTable } from './markdown-table.ts';
import { publish } from './publish.ts';
import { createRootFolder } from './root-folder.ts';
import { prepareRun } from './run.ts';
import { runBench } from './run-bench.ts';

const SETTLE_MS = 20_000;
/** Those of the image's entrypoint. */
const FLAGS = ['--disable-sigusr1', '--jitless', '--single-threaded', '--max-semi-space-size=1'];
/** The memory of the sidecar's container, and where doctor is started and how. */
const CASES = [
  { name: '32 MiB', memoryMiB: 32, flags: [] },
  { name: "32 MiB, the image's flags", memoryMiB: 32, flags: FLAGS },
  { name: '64 MiB', memoryMiB: 64, flags: [] },
  { name: '32 MiB, doctor outside', memoryMiB: 32, flags: [], ownLimits: { memoryMiB: 128 } },
];
const ROWS: readonly (readonly [string, (result: Consultation) => string])[] = [
  ['doctor takes, s', ({ ms, code }) => (code === null ? `> ${PATIENCE_MS / 1000}` : seconds(ms))],
  ['checks that it finished', ({ checks }) => String(checks)],
  ['checks that failed', ({ failures }) => String(failures)],
  ['probes of the sidecar, without an answer in 5 s', (result) => ofAll(result)],
  ['slowest answer, s', ({ slowestMs }) => seconds(slowestMs)],
  ["major faults in the sidecar's container", ({ faults }) => String(faults)],
  ['OOM kills', ({ oomKills }) => String(oomKills)],
];

await runBench(async () => {
  const [sidecar] = findCandidates({ nodeFlags: FLAGS });
  if (!sidecar) throw new Error('There is no sidecar');
  const candidate = { ...sidecar, probes: ['/readyz'] };
  const groups = findControlGroups();
  const disk = createLoopDisk();
  const rootFolder = join(disk.folder, 'root');
  createRootFolder(rootFolder, sidecar.files);
  const launch = launchInFolder(rootFolder, sidecar.command);
  const results: Consultation[] = [];
  const loads = [load()];
  for (const { name, memoryMiB, flags, ownLimits } of CASES) {
    disk.forget();
    const limits = { cpuMilli: 50, memoryMiB };
    const run = (await prepareRun({ candidate, launch, groups, limits, intervalSeconds: 45 }))();
    try {
      await sleep(SETTLE_MS);
      results.push(await consultDoctor({ run, groups, rootFolder, flags, ownLimits }));
      loads.push(load());
      console.log(name, results.at(-1));
    } finally {
      await run.end();
    }
  }
  const table = markdownTable(
    ['50m CPU', ...CASES.map(({ name }) => name)],
    ROWS.map(([title, show]) => [title, ...results.map(show)]),
  );
  const date = new Date().toISOString().slice(0, 10);
  const machine = `${describeMachine(groups.version)}; load ${loads.join(', ')}; ${date}.`;
  console.log(`\n${machine}\n\n${table}\n`);
  publish('sidecar-doctor', `${machine}\n\n${table}`);
});

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function ofAll({ unanswered, probes }: Consultation): string {
  return `${unanswered} of ${probes}`;
}

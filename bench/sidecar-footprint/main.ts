// What the sidecar costs compared with the same loop in shell, each in a control group and a root of
// its own. As root on Linux, after a build: `node bench/sidecar-footprint/main.ts [--short]`,
// and to try something else `--bundle FILE` and `--node-flag=FLAG`.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findCandidates } from './candidates.ts';
import type { Limits } from './control-group.ts';
import { findControlGroups } from './find-control-groups.ts';
import { launchInFolder } from './launch-in-folder.ts';
import { limitedTable } from './limited-table.ts';
import { createLoopDisk } from './loop-disk.ts';
import { describeMachine, load, versions } from './machine.ts';
import { measureLimited } from './measure-limited.ts';
import { measureUnlimited, type UnlimitedResult } from './measure-unlimited.ts';
import { publish } from './publish.ts';
import { createRootFolder } from './root-folder.ts';
import { runBench, tell } from './run-bench.ts';
import { limitedVerdicts, unlimitedVerdicts, type Verdict } from './targets.ts';
import { unlimitedTable } from './unlimited-table.ts';

const { values } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    bundle: { type: 'string' },
    'node-flag': { type: 'string', multiple: true },
  },
});
const { rounds, cycles, seconds } = values.short
  ? { rounds: 1, cycles: 10, seconds: 30 }
  : { rounds: 3, cycles: 15, seconds: 120 };
const isWhole = !values.short && values.bundle === undefined && values['node-flag'] === undefined;
const LIMITS: ReadonlyMap<string, Limits> = new Map([
  ['50m CPU, 32 MiB', { cpuMilli: 50, memoryMiB: 32 }],
  ['24 MiB', { memoryMiB: 24 }],
]);

await runBench(bench);

async function bench(): Promise<void> {
  const candidates = findCandidates({ bundle: values.bundle, nodeFlags: values['node-flag'] });
  const groups = findControlGroups();
  const disk = createLoopDisk();
  const contenders = candidates.map((candidate, index) => {
    const rootFolder = join(disk.folder, String(index));
    createRootFolder(rootFolder, candidate.files);
    return { candidate, launch: launchInFolder(rootFolder, candidate.command), groups };
  });
  const machine = describeMachine(groups.version, versions());
  console.log(`${machine}, load ${load()}`);
  const verdicts: Verdict[] = [];

  const results = new Map<string, UnlimitedResult[]>(candidates.map(({ name }) => [name, []]));
  const loads: string[] = [load()];
  for (let round = 1; round <= rounds; round += 1) {
    for (const contender of contenders) {
      disk.forget();
      const { name } = contender.candidate;
      const result = await measureUnlimited(contender, cycles);
      results.get(name)?.push(result);
      console.log(`${round}/${rounds} ${name}: ${result.cycleCpuMs.toFixed(1)} ms per cycle`);
    }
    loads.push(load());
  }
  const tables = [unlimitedTable(results)];
  const [sidecar = [], curl = []] = [...results.values()];
  verdicts.push(...unlimitedVerdicts(sidecar, curl));

  for (const [limitName, limits] of LIMITS) {
    console.log(`${limitName}: ${seconds} s, all at once`);
    disk.forget();
    const limited = await measureLimited(contenders, limits, seconds);
    loads.push(load());
    const title = `${limitName}, ${seconds} s`;
    const named = new Map(limited.map((result, index) => [candidates[index]?.name ?? '', result]));
    tables.push(limitedTable(title, named));
    if (limited[0]) verdicts.push(...limitedVerdicts(title, limited[0]));
  }

  const date = new Date().toISOString().slice(0, 10);
  const report = [`${machine}; load ${loads.join(', ')}; ${date}.`, ...tables].join('\n\n');
  tell(report, verdicts);
  if (isWhole) publish('sidecar-footprint', report);
}

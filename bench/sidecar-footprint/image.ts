// What the sidecar's image needs under the limits of the container that it replaces, while it is
// probed as by Kubernetes. As root on Linux, with buildah, umoci and runc:
// `node bench/sidecar-footprint/image.ts [--short]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildImages } from '../../e2e/src/images/build-images.ts';
import { Buildah } from '../../e2e/src/images/buildah.ts';
import { Skip } from '../skip.ts';
import { findControlGroups } from './find-control-groups.ts';
import { launchImage } from './launch-image.ts';
import { limitedTable } from './limited-table.ts';
import { createLoopDisk } from './loop-disk.ts';
import { describeMachine, load } from './machine.ts';
import { measureLimited } from './measure-limited.ts';
import { publish } from './publish.ts';
import { runBench, tell } from './run-bench.ts';
import { limitedVerdicts } from './targets.ts';
import { tool } from './tool.ts';
import { undoAtExit } from './undo.ts';

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } });
const seconds = values.short ? 30 : 120;
const LIMITS = { cpuMilli: 50, memoryMiB: 32 };
const CANDIDATE = { name: 'the image', probes: ['/readyz', '/healthz'] };

await runBench(async () => {
  for (const program of ['buildah', 'umoci', 'runc']) {
    try {
      tool(program, '--version');
    } catch {
      throw new Skip(`Cannot build and start images: ${program} is missing`);
    }
  }
  const groups = findControlGroups();
  const disk = createLoopDisk();
  const folder = mkdtempSync('/var/tmp/portkeep-footprint-images-');
  undoAtExit(() => rmSync(folder, { recursive: true, force: true }));
  console.log('Building the images');
  const { sidecar } = await buildImages(new Buildah(folder));
  const rootFolder = join(disk.folder, 'root');
  tool('cp', '-a', sidecar.rootFolder, rootFolder);
  const launch = launchImage({ ...sidecar, rootFolder });

  const title = `${LIMITS.cpuMilli}m CPU, ${LIMITS.memoryMiB} MiB, ${seconds} s`;
  console.log(title);
  disk.forget();
  const before = load();
  const [result] = await measureLimited(
    [{ candidate: CANDIDATE, launch, groups }],
    LIMITS,
    seconds,
  );
  if (!result) throw new Error('There is no result');
  const machine = `${describeMachine(groups.version)}; load ${before}, ${load()}`;
  const date = new Date().toISOString().slice(0, 10);
  const table = limitedTable(title, new Map([[CANDIDATE.name, result]]));
  const report = `${machine}; ${date}.\n\n${table}`;
  tell(report, limitedVerdicts(title, result));
  if (!values.short) publish('sidecar-image', report);
});

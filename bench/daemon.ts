// How much memory the idle daemon takes, and how long it takes from its start to the port in
// qBittorrent. Runs against simulators on loopback; Linux. `npm run build && node bench/daemon.ts`
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPiaSimulator, startQBittorrentSimulator } from '@portkeep/simulators';

const RUNS = 7;
const SETTLE_MS = 10_000;
const PATIENCE_MS = 30_000;
const main = fileURLToPath(new URL('../apps/daemon/dist/main.cjs', import.meta.url));

interface Run {
  readonly portMs: number;
  readonly listenMs: number;
  readonly rssMiB: number;
  readonly anonymousMiB: number;
  readonly cpuMs: number;
  readonly idleCpuMsPerSecond: number;
  readonly stopMs: number;
}

const first = await measure('first start');
const runs: Run[] = [];
for (let run = 1; run <= RUNS; run += 1) runs.push(await measure(`run ${run}`));

console.log(
  `\nNode ${process.version}, kernel ${release()}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
);
console.log(`\n| daemon, idle, qBittorrent and status server on | median of ${RUNS} | min–max |`);
console.log('| --- | --- | --- |');
row('start to port file, ms', 'portMs');
row('start to qBittorrent listening, ms', 'listenMs');
row('resident memory, MiB', 'rssMiB');
row('of it anonymous, MiB', 'anonymousMiB');
row('CPU until then, ms', 'cpuMs');
row('CPU idle, ms per second', 'idleCpuMsPerSecond');
row('SIGTERM to exit, ms', 'stopMs');
console.log(`\nfirst start (files not cached): ${first.listenMs.toFixed(0)} ms to qBittorrent`);

function row(name: string, key: keyof Run): void {
  const values = runs.map((run) => run[key]).sort((a, b) => a - b);
  const digits = (values.at(-1) ?? 0) < 10 ? 2 : 0;
  const [least, median, most] = [0, RUNS >> 1, RUNS - 1].map((index) =>
    values[index]?.toFixed(digits),
  );
  console.log(`| ${name} | ${median} | ${least}–${most} |`);
}

async function measure(name: string): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'portkeep-bench-'));
  const pia = await startPiaSimulator({ folder });
  const qbittorrent = await startQBittorrentSimulator({ dialect: '5.2', password: 'adminadmin' });
  const portFile = join(folder, 'port.txt');
  const startedAt = performance.now();
  const daemon = spawn(process.execPath, [main], {
    env: {
      ...pia.environment,
      PORT_FILE: portFile,
      PORT_DATA_FILE: join(folder, 'data.json'),
      STATE_FILE: join(folder, 'state.json'),
      HTTP_LISTEN: '127.0.0.1:0',
      QBITTORRENT_HOST: qbittorrent.baseUrl,
      QBITTORRENT_PASS: 'adminadmin',
    },
    stdio: 'ignore',
  });
  const exited = new Promise((resolve) => daemon.once('exit', resolve));
  try {
    const portMs = await when(() => readOr(portFile, '') !== '', startedAt);
    const listenMs = await when(
      () => qbittorrent.simulator.listeningPort === Number(readOr(portFile, '')),
      startedAt,
    );
    const cpuMs = cpuTime(daemon.pid);
    await sleep(SETTLE_MS / 2);
    const before = cpuTime(daemon.pid);
    await sleep(SETTLE_MS / 2);
    const idle = (cpuTime(daemon.pid) - before) / (SETTLE_MS / 2_000);
    const memory = readOr(`/proc/${daemon.pid}/smaps_rollup`, '');
    const stoppedAt = performance.now();
    daemon.kill('SIGTERM');
    await exited;
    const stopMs = performance.now() - stoppedAt;
    console.log(`${name}: ${listenMs.toFixed(0)} ms to qBittorrent`);
    return {
      portMs,
      listenMs,
      rssMiB: field(memory, 'Rss'),
      anonymousMiB: field(memory, 'Anonymous'),
      cpuMs,
      idleCpuMsPerSecond: idle,
      stopMs,
    };
  } finally {
    daemon.kill('SIGKILL');
    await Promise.all([pia.close(), qbittorrent.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function when(condition: () => boolean, since: number): Promise<number> {
  while (!condition()) {
    if (performance.now() - since > PATIENCE_MS) throw new Error('The daemon did not get there');
    await sleep(2);
  }
  return performance.now() - since;
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}

function field(smaps: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(smaps)?.[1]) / 1024;
}

/** User and system time of a process in ms; the kernel counts in hundredths of a second. */
function cpuTime(pid: number | undefined): number {
  const fields = readOr(`/proc/${pid}/stat`, '')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

// How much memory the NAT-PMP front takes, idle and after a thousand requests, and how long it takes
// to start. Before a gateway of a few lines on loopback; Linux.
// `npm run build && node bench/natpmp-front.ts [FLAGS OF NODE]`
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { UdpGateway } from '../apps/natpmp-front/test/udp-gateway.ts';

const RUNS = 3;
const REQUESTS = 1_000;
const AT_ONCE = 10;
const SETTLE_MS = 5_000;
const PATIENCE_MS = 30_000;
const main = fileURLToPath(new URL('../apps/natpmp-front/dist/main.cjs', import.meta.url));
const flags = process.argv.slice(2);

interface Run {
  readonly startMs: number;
  readonly idleMiB: number;
  readonly afterMiB: number;
  readonly requestsPerSecond: number;
}

const loads = [loadavg()[0] ?? 0];
const runs: Run[] = [];
for (let run = 1; run <= RUNS; run += 1) {
  runs.push(await measure());
  loads.push(loadavg()[0] ?? 0);
}

const where = `Node ${process.version}, kernel ${release()}, ${cpus().length} cores`;
console.log(`${where}; load ${loads.map((load) => load.toFixed(1)).join(', ')}\n`);
console.log(`| front${flags.map((flag) => ` ${flag}`).join('')} | median of ${RUNS} | min–max |`);
console.log('| --- | --- | --- |');
row('start to ready, ms', 'startMs', 0);
row('anonymous, idle, MiB', 'idleMiB', 1);
row(`anonymous after ${REQUESTS} requests, MiB`, 'afterMiB', 1);
row('requests per second', 'requestsPerSecond', 0);

function row(name: string, key: keyof Run, digits: number): void {
  const values = runs.map((run) => run[key]).sort((a, b) => a - b);
  const [least, median, most] = [0, RUNS >> 1, RUNS - 1].map((at) => values[at]?.toFixed(digits));
  console.log(`| ${name} | ${median} | ${least}–${most} |`);
}

async function measure(): Promise<Run> {
  const gateway = await UdpGateway.start();
  const startedAt = performance.now();
  const front = spawn(process.execPath, [...flags, main], {
    env: { NATPMP_GATEWAY: `127.0.0.1:${gateway.port}`, HTTP_LISTEN: '127.0.0.1:0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  front.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const address = () => /is served at (http:\S+)/.exec(output)?.[1];
  try {
    const startMs = await when(async () => {
      const url = address();
      return url !== undefined && (await fetch(`${url}/readyz`)).ok;
    }, startedAt);
    await sleep(SETTLE_MS);
    const idleMiB = anonymousMiB(front.pid);
    const askedAt = performance.now();
    await Promise.all(
      Array.from({ length: AT_ONCE }, (_, caller) => renew(address() ?? '', caller)),
    );
    const seconds = (performance.now() - askedAt) / 1_000;
    await sleep(SETTLE_MS);
    const afterMiB = anonymousMiB(front.pid);
    return { startMs, idleMiB, afterMiB, requestsPerSecond: REQUESTS / seconds };
  } finally {
    front.kill('SIGKILL');
    gateway.close();
  }
}

/** One of the callers: renews its port again and again, in turn for tcp and udp. */
async function renew(url: string, caller: number): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  for (let request = 0; request < REQUESTS / AT_ONCE; request += 1) {
    const protocol = request % 2 === 0 ? 'tcp' : 'udp';
    const body = JSON.stringify({ internal_port: 7_001 + caller, protocol, duration: 60 });
    const reply = await fetch(`${url}/forward`, { method: 'POST', headers, body });
    if (!reply.ok) throw new Error(await reply.text());
    await reply.arrayBuffer();
  }
}

async function when(condition: () => Promise<boolean>, since: number): Promise<number> {
  while (!(await condition().catch(() => false))) {
    if (performance.now() - since > PATIENCE_MS) throw new Error('The front did not get there');
    await sleep(2);
  }
  return performance.now() - since;
}

function anonymousMiB(pid: number | undefined): number {
  const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Anonymous:\s+(\d+) kB/m.exec(memory)?.[1]) / 1024;
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, probe } from '../sidecar-footprint/probe.ts';
import { waitFor } from '../sidecar-footprint/wait-for.ts';

const PROBE_MS = 1_000;
const SCRAPE_MS = 5_000;
const START_MS = 30_000;

/** One of the apps while it is watched. */
export class Soaked {
  readonly #name: string;
  readonly #child: ChildProcess;
  readonly #samples: (readonly [anonymousMiB: number, descriptors: number, sockets: number])[] = [];
  readonly #timers: readonly NodeJS.Timeout[];
  #ready = 0;
  #probes = 0;

  private constructor(name: string, child: ChildProcess, port: number) {
    this.#name = name;
    this.#child = child;
    this.#timers = [
      setInterval(() => void this.#probe(port), PROBE_MS),
      setInterval(() => void probe(port, '/metrics'), SCRAPE_MS),
      setInterval(() => void probe(port, '/status'), SCRAPE_MS),
    ];
  }

  /** Starts the built app and waits for its port file. */
  static async start(
    name: 'daemon' | 'sidecar',
    folder: string,
    flags: readonly string[],
    environment: Readonly<Record<string, string>>,
  ): Promise<Soaked> {
    const main = fileURLToPath(new URL(`../../apps/${name}/dist/main.cjs`, import.meta.url));
    const port = await freePort();
    const portFile = join(folder, `${name}-port.txt`);
    const child = spawn(process.execPath, [...flags, main], {
      env: {
        ...environment,
        PORT_FILE: portFile,
        PORT_DATA_FILE: join(folder, `${name}-data.json`),
        HTTP_LISTEN: `127.0.0.1:${port}`,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout?.pipe(createWriteStream(join(folder, `${name}.log`)));
    const wrote = () => sizeOf(() => readFileSync(portFile).length) > 0;
    if (!(await waitFor(wrote, START_MS))) throw new Error(`The ${name} does not start`);
    return new Soaked(name, child, port);
  }

  sample(): void {
    const { pid, exitCode } = this.#child;
    if (exitCode !== null) throw new Error(`The ${this.#name} ended with ${exitCode}`);
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    const anonymous = Number(/^Anonymous:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1024;
    const open = readdirSync(`/proc/${pid}/fd`);
    const sockets = open.filter((fd) => isSocket(`/proc/${pid}/fd/${fd}`));
    this.#samples.push([anonymous, open.length, sockets.length]);
  }

  /** Prints a table of the samples, in three thirds: in the first one V8 still compiles and grows. */
  report(): void {
    const third = Math.ceil(this.#samples.length / 3);
    const thirds = [0, third, 2 * third].map((from) => this.#samples.slice(from, from + third));
    console.log(`\n| ${this.#name}, median (min–max) | first third | second | last |`);
    console.log('| --- | --- | --- | --- |');
    for (const [index, what] of ['anonymous, MiB', 'descriptors', 'of them sockets'].entries()) {
      const cells = thirds.map((samples) => spread(samples, index));
      console.log(`| ${what} | ${cells.join(' | ')} |`);
    }
    console.log(`\n${this.#ready} of ${this.#probes} probes were answered with 200`);
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    const exited = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill('SIGTERM');
    await exited;
  }

  async #probe(port: number): Promise<void> {
    this.#probes += 1;
    if (await probe(port)) this.#ready += 1;
  }
}

function spread(samples: readonly (readonly number[])[], index: number): string {
  const values = samples.map((sample) => sample[index] ?? Number.NaN).sort((a, b) => a - b);
  const [least, median, most] = [0, values.length >> 1, values.length - 1].map((place) =>
    values[place]?.toFixed(index === 0 ? 1 : 0),
  );
  return `${median} (${least}–${most})`;
}

/** A descriptor can be closed after it was listed and before it is read. */
function isSocket(path: string): boolean {
  try {
    return readlinkSync(path).startsWith('socket:');
  } catch {
    return false;
  }
}

function sizeOf(read: () => number): number {
  try {
    return read();
  } catch {
    return 0;
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

/** The sidecar as it is shipped; `npm run build` makes it. */
export const MAIN: string = fileURLToPath(new URL('../dist/main.cjs', import.meta.url));

/** A sidecar in a process of its own. */
export class RunningSidecar {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  readonly #modules: string;
  output = '';

  constructor(folder: string, environment: Readonly<Record<string, string>>) {
    this.#modules = join(folder, 'modules.json');
    const probe = join(folder, 'probe.cjs');
    // Missing in Node's types: the names of the built-in modules that this process has loaded.
    const list = 'JSON.stringify(process.moduleLoadList)';
    const write = `require('node:fs').writeFileSync(${JSON.stringify(this.#modules)}, ${list})`;
    writeFileSync(probe, `process.on('exit', () => ${write});`);
    this.child = spawn(process.execPath, ['--require', probe, MAIN], {
      env: {
        INTERNAL_PORT: '6881',
        START_SPREAD_MS: '0',
        HTTP_LISTEN: '127.0.0.1:0',
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.output += text;
    });
    this.exited = once(this.child, 'exit').then(([code]) => code);
  }

  says(text: string): Promise<void> {
    return vi.waitFor(
      () => {
        if (!this.output.includes(text)) throw new Error(`'${text}' is not in: ${this.output}`);
      },
      { timeout: 20_000, interval: 20 },
    );
  }

  /** Names of the built-in modules that it had loaded when it ended. */
  get modules(): readonly string[] {
    return JSON.parse(readFileSync(this.#modules, 'utf8'));
  }

  /** Private memory that no file backs, MiB; Linux only. */
  get anonymousMebibytes(): number {
    const rollup = readFileSync(`/proc/${this.child.pid}/smaps_rollup`, 'utf8');
    return Number(/^Anonymous:\s+(\d+) kB/m.exec(rollup)?.[1]) / 1024;
  }
}

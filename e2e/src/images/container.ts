import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, type Exit, startChild } from '../child.ts';
import { cleanUp } from '../clean-up.ts';
import { runProgram } from '../run-program.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { waitUntil } from '../wait-until.ts';
import { type ContainerOptions, containerConfig } from './container-config.ts';
import { type ContainerMemory, containerMemory } from './container-memory.ts';
import type { Image } from './image.ts';

/** The result of a command in a container. */
export interface Executed {
  readonly code: number | null;
  readonly output: string;
  readonly ms: number;
}

let started = 0;

/** A container that a real runtime runs. */
export class Container {
  readonly #image: Image;
  readonly #id: string;
  readonly #state: string;
  readonly #child: Child;

  constructor(image: Image, options: ContainerOptions) {
    started += 1;
    const id = `portkeep-e2e-${process.pid}-${started}`;
    const folder = temporaryFolder();
    this.#image = image;
    this.#id = id;
    this.#state = join(folder, 'state');
    mkdirSync(this.#state);
    const config = containerConfig(image, id, options);
    writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
    this.#child = startChild([...this.#runc, 'run', '--bundle', folder, id]);
    // The runtime's exit is not the container's.
    cleanUp(() => runProgram([...this.#runc, 'delete', '--force', id]));
  }

  /** What it has written so far. */
  get output(): string {
    return this.#child.output;
  }

  get exited(): Promise<Exit> {
    return this.#child.exited;
  }

  /** Resolves to its whole output once that contains a text. */
  async says(text: string | RegExp): Promise<string> {
    const said = () =>
      typeof text === 'string' ? this.output.includes(text) : text.test(this.output);
    await waitUntil(`it says ${text}`, said).catch((error: unknown) => {
      throw new Error(`It did not say ${text}, but: ${this.output}`, { cause: error });
    });
    return this.output;
  }

  /** The id of its first process, seen from here. */
  async pid(): Promise<number> {
    return await waitUntil('it runs', async () => {
      return Number(JSON.parse(await runProgram([...this.#runc, 'state', this.#id])).pid);
    });
  }

  /** A line of its first process's status, such as `Uid`. */
  async status(name: string): Promise<string> {
    const lines = readFileSync(`/proc/${await this.pid()}/status`, 'utf8');
    return new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(lines)?.[1]?.replaceAll('\t', ' ') ?? '';
  }

  async memory(): Promise<ContainerMemory> {
    return containerMemory(await this.pid());
  }

  /** Runs the image's health check in it, as an engine does. */
  async health(): Promise<Executed> {
    const [kind, ...words] = this.#image.config.Healthcheck.Test;
    if (kind !== 'CMD') throw new Error(`The health check needs a shell: ${kind}`);
    return await this.execute(words);
  }

  /** Runs one more command in it, as `docker exec` does. */
  async execute(words: readonly string[]): Promise<Executed> {
    const begun = performance.now();
    const child = startChild([...this.#runc, 'exec', this.#id, ...words]);
    const { code } = await child.exited;
    return { code, output: child.output, ms: performance.now() - begun };
  }

  /** Asks it to end as an engine does, and resolves to its exit code and the milliseconds it took. */
  async stop(): Promise<{ readonly code: number | null; readonly ms: number }> {
    const begun = performance.now();
    await runProgram([...this.#runc, 'kill', this.#id, this.#image.config.StopSignal]);
    const { code } = await this.exited;
    return { code, ms: performance.now() - begun };
  }

  get #runc(): readonly string[] {
    return ['runc', '--root', this.#state];
  }
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from '../run-program.ts';

/**
 * buildah with a store of its own, that needs no container engine, no kernel module and no settings
 * of the machine.
 */
export class Buildah {
  /** Room for whatever belongs to the images. */
  readonly folder: string;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(folder: string) {
    this.folder = folder;
    const file = (name: string, text: string) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const place = (name: string) => JSON.stringify(join(folder, name));
    this.#environment = {
      BUILDAH_ISOLATION: 'chroot',
      STORAGE_DRIVER: 'vfs',
      CONTAINERS_STORAGE_CONF: file(
        'storage.conf',
        `[storage]\ndriver = "vfs"\ngraphroot = ${place('store')}\nrunroot = ${place('run')}\n`,
      ),
      // No registry: a missing base is a mistake.
      CONTAINERS_REGISTRIES_CONF: file('registries.conf', ''),
      TMPDIR: this.#make('tmp'),
    };
  }

  run(...words: readonly string[]): Promise<string> {
    return runProgram(['buildah', ...words], this.#environment);
  }

  /** A new folder for a build's context. */
  context(name: string): string {
    return this.#make(`context-${name}`);
  }

  /** Makes a base from a folder, with only a usual PATH. */
  async makeBase(name: string, context: string, options: readonly string[] = []): Promise<string> {
    const file = join(this.folder, `${name}.Dockerfile`);
    writeFileSync(
      file,
      'FROM scratch\nCOPY . /\nENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n',
    );
    const tag = `localhost/${name}`;
    await this.run('bud', '--quiet', '--file', file, '--tag', tag, ...options, context);
    return tag;
  }

  #make(name: string): string {
    const path = join(this.folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  }
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Writes a text with a private key into a file that only we can read, and removes the file when `use` is
 * done with it. wg cannot read it from a pipe of Node's, and arguments are for every process to see.
 *
 * @param folder Where to write it. @default {the runtime folder of the unit, else that for temporary files}
 */
export async function withKeyFile<T>(
  text: string,
  use: (file: string) => Promise<T>,
  folder: string = runtimeFolder(),
): Promise<T> {
  const own = await mkdtemp(join(folder, 'portkeep-'));
  try {
    const file = join(own, 'key');
    await writeFile(file, text, { flag: 'wx', mode: 0o600 });
    return await use(file);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** The runtime folder that systemd makes for a unit is in memory; it may name several. */
function runtimeFolder(): string {
  const [first] = (process.env.RUNTIME_DIRECTORY ?? '').split(':');
  return first || tmpdir();
}

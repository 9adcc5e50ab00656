import { opendir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isTemporaryName } from './temporary-path.ts';

/** Removes what a killed write of this file left in its folder; nothing else is touched. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  try {
    // One by one: others may have filled the folder.
    for await (const { name } of await opendir(folder)) {
      if (isTemporaryName(path, name)) await rm(join(folder, name), { force: true });
    }
  } catch {
    // No folder yet, or not ours to read: the write that follows tells what matters.
  }
}

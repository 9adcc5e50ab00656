import { opendir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isTemporaryName } from './temporary-path.ts';

/** Removes the leftovers of a killed write of this file from its folder, and nothing else. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  try {
    // Read one by one, because other programs may have filled the folder.
    for await (const { name } of await opendir(folder)) {
      if (isTemporaryName(path, name)) await rm(join(folder, name), { force: true });
    }
  } catch {
    // The folder is missing or cannot be read: the write that follows reports what matters.
  }
}

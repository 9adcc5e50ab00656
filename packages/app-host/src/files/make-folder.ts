import { mkdir } from 'node:fs/promises';

/**
 * Creates a folder and those above it. The umask is applied here and not by the kernel, because it is
 * off while the lock's socket is created, and another thread may create a folder at that moment.
 */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o777 & ~process.umask() });
}

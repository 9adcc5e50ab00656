import { mkdir } from 'node:fs/promises';

/**
 * Makes a folder and those above it. The umask is applied here and not by the kernel: the lock's
 * socket is made without one, and another thread may make a folder at that moment.
 */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o777 & ~process.umask() });
}

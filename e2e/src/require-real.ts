import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a test needs from the machine that it runs on. */
export interface Needs {
  /** Names of programs, looked for on the PATH. */
  readonly programs?: readonly string[];
  /** Users, namespaces and mounts are root's to change. */
  readonly root?: boolean;
}

const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];

/**
 * Whether the machine has it all, for `describe.runIf`. Prints a loud warning about what is missing.
 *
 * @throws {Error} naming what is missing, when `REQUIRE_REAL=1` forbids leaving a test out.
 */
export function hasReal({ programs = [], root = false }: Needs): boolean {
  const missing: string[] = programs.filter((name) => !isInstalled(name));
  if (root && process.getuid?.() !== 0) missing.push('the rights of root');
  return missing.length === 0 || leaveOut(`needs ${missing.join(', ')}`);
}

/**
 * Prints a loud warning why tests are left out.
 *
 * @param allowed Whether leaving them out is allowed.
 * @throws {Error} with the reason, when it is not.
 */
export function leaveOut(reason: string, allowed = process.env.REQUIRE_REAL !== '1'): false {
  if (!allowed) {
    throw new Error(`Cannot run this test: it ${reason}, and REQUIRE_REAL=1 forbids skipping it`);
  }
  console.warn(`\n!!! SKIPPED: ${reason}\n`);
  return false;
}

function isInstalled(name: string): boolean {
  return FOLDERS.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

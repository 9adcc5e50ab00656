import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What a test needs of the machine it runs on. */
export interface Needs {
  /** Names of programs, looked for on the PATH. */
  readonly programs?: readonly string[];
  /** Users, namespaces and mounts are root's to change. */
  readonly root?: boolean;
}

const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];

/**
 * Whether the machine has it all; to be given to `describe.runIf`. What is missing is told loudly.
 *
 * @throws {Error} naming what is missing, when `REQUIRE_REAL=1` forbids to leave a test out.
 */
export function hasReal({ programs = [], root = false }: Needs): boolean {
  const missing: string[] = programs.filter((name) => !isInstalled(name));
  if (root && process.getuid?.() !== 0) missing.push('the rights of root');
  return missing.length === 0 || leaveOut(`needs ${missing.join(', ')}`);
}

/**
 * Tells loudly why tests are left out.
 *
 * @param allowed Whether that is no failure.
 * @throws {Error} with the reason, when it is one.
 */
export function leaveOut(reason: string, allowed = process.env.REQUIRE_REAL !== '1'): false {
  if (!allowed) {
    throw new Error(`Cannot run this test: it ${reason}, and REQUIRE_REAL=1 forbids to skip it`);
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

import { randomUUID } from 'node:crypto';
import { access, constants, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Advised } from '../errors/advised.ts';
import { AdvisedError } from '../errors/advised-error.ts';
import { explainRefusal } from '../files/explain-refusal.ts';
import { followLinks } from '../files/follow-links.ts';
import { writeFileAtomically } from '../files/write-file-atomically.ts';
import { codeOf } from '../system-error.ts';
import type { Explanation } from './finding.ts';

/** A file cannot be written at present. */
export class UnwritableError extends AdvisedError {
  override readonly name = 'UnwritableError';
}

/**
 * Checks whether the app could write a file, without touching it: writes another file next to it, in
 * the same way, and removes it.
 *
 * @returns A warning if it works, but not as it should.
 * @throws {UnwritableError}
 */
export async function checkWritable(path: string): Promise<Explanation | undefined> {
  const target = await followLinks(path).catch((error) => refuse(path, error));
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory()) {
    throw new UnwritableError(
      `${path} is a folder: Docker makes one when a file to mount does not exist`,
      'remove it and mount the folder around it instead',
    );
  }
  if (found !== undefined && !found.isFile()) {
    await access(target, constants.W_OK).catch((error) => refuse(path, error));
    return undefined;
  }
  const folder = await nearestFolder(dirname(target)).catch((error) => refuse(path, error));
  try {
    return await tryFolder(folder, path);
  } catch (error) {
    // The user can rarely change the owner of a folder above the missing one.
    if (folder !== dirname(target)) throw cannotMakeFolder(path, target);
    const inPlace = found !== undefined && (await mayWrite(target));
    if (!inPlace) return refuse(path, error);
    return {
      cause: `${path} can only be written in place, and a reader may see half of it`,
      next: 'mount its folder instead of the file',
    };
  }
}

/** A missing folder will be created, for which the one above it must be writable. */
async function nearestFolder(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && dirname(path) !== path) return nearestFolder(dirname(path));
    throw error;
  }
}

/** Writes a trial file; resolves with a warning about the path, if any. */
async function tryFolder(folder: string, path: string): Promise<Explanation | undefined> {
  const trial = join(folder, `.portkeep-doctor-${randomUUID()}.tmp`);
  let warning: Explanation | undefined;
  const warn = ({ problem, advice }: Advised) => {
    warning = { cause: problem.replace(trial, path), next: advice };
  };
  try {
    await writeFileAtomically(trial, 'This file may be deleted.\n', { mode: 0o644, warn });
    return warning;
  } finally {
    await rm(trial, { force: true });
  }
}

function cannotMakeFolder(path: string, target: string): UnwritableError {
  const user = `${process.getuid?.()}:${process.getgid?.()}`;
  return new UnwritableError(
    `Cannot write ${path}: the folder ${dirname(target)} does not exist and cannot be made`,
    `mount a folder there that ${user} may write`,
  );
}

function mayWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

function refuse(path: string, error: unknown): never {
  const { why, advice } = explainRefusal(path, error);
  throw new UnwritableError(`Cannot write ${path}: ${why}`, advice);
}

import { accessSync, constants, statSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import type { CommandLine } from '@portkeep/app-host';
import type { Advised } from '@portkeep/app-host/errors';
import { codeOf, messageOfCode } from '@portkeep/app-host/system-error';
import { firstLine } from './first-line.ts';

const MISSING: Advised = {
  problem: 'it does not exist',
  advice: 'check the path, and that it is mounted into the container',
};
const SHELLS = new Set(['sh', 'ash', 'bash', 'dash', 'zsh']);

/**
 * Why a command cannot be started and what to do; `undefined` when its files look right. The error
 * of the system is often misleading: a script whose interpreter is missing "does not exist".
 *
 * @param path where a program without a slash is looked for, as in `PATH`.
 */
export function inspectCommand(
  command: CommandLine,
  path: string | undefined,
): Advised | undefined {
  const [program, ...words] = command;
  const flaw = inspectProgram(program, path);
  if (flaw !== undefined) return named(program, flaw);
  if (!SHELLS.has(basename(program))) return undefined;
  const [first = '', script = ''] = words;
  if (first === '-c') {
    const started = /^\/[\w./-]+(?=\s|$)/.exec(script)?.[0];
    return started === undefined ? undefined : named(started, inspectProgram(started, path));
  }
  return first.startsWith('-') || first === '' ? undefined : named(first, inspectScript(first));
}

function named(file: string, flaw: Advised | undefined): Advised | undefined {
  return flaw === undefined ? undefined : { ...flaw, problem: `${file}: ${flaw.problem}` };
}

function inspectProgram(program: string, path: string | undefined): Advised | undefined {
  if (program.includes('/')) return inspectFile(program, path);
  const files = (path ?? '').split(delimiter).map((folder) => join(folder || '.', program));
  const flaws = files.map((file) => inspectFile(file, path));
  if (flaws.includes(undefined)) return undefined;
  // If there is an unusable file with that name, it is probably the one that was meant.
  const real = flaws.find((flaw) => flaw !== MISSING);
  return real ?? { problem: 'it is in no folder of PATH', advice: 'write its whole path' };
}

function inspectFile(file: string, path: string | undefined): Advised | undefined {
  try {
    const found = statSync(file);
    if (found.isDirectory()) {
      return { problem: 'it is a folder', advice: 'write the path of a program' };
    }
    const flaw = inspectMode(file, found.mode);
    if (flaw !== undefined) return flaw;
  } catch (error) {
    return unreachable(error);
  }
  return inspectInterpreter(file, path);
}

function inspectMode(file: string, mode: number): Advised | undefined {
  try {
    accessSync(file, constants.X_OK);
    return undefined;
  } catch {
    if ((mode & 0o111) === 0) {
      return { problem: 'it is not executable', advice: `run: chmod +x ${file}` };
    }
    return {
      problem: `user ${process.getuid?.()} may not execute it`,
      advice: `run: chmod a+x ${file}, or write sh:/bin/sh ${file} where its file system is mounted noexec`,
    };
  }
}

function inspectScript(file: string): Advised | undefined {
  try {
    statSync(file);
  } catch (error) {
    return unreachable(error);
  }
  return inspectLineEnds(firstLine(file) ?? '');
}

function unreachable(error: unknown): Advised {
  if (codeOf(error) === 'ENOENT') return MISSING;
  return {
    problem: messageOfCode(error) ?? String(error),
    advice: 'check the path and the folders above it',
  };
}

function inspectLineEnds(line: string): Advised | undefined {
  if (!line.endsWith('\r')) return undefined;
  return {
    problem: 'it has Windows line endings (CR LF)',
    advice: 'save it with Unix line endings (LF), for example with dos2unix',
  };
}

function inspectInterpreter(file: string, path: string | undefined): Advised | undefined {
  // An executable file need not be readable.
  const line = firstLine(file) ?? '';
  if (line.startsWith('\uFEFF')) {
    return { problem: 'it begins with a byte order mark', advice: 'save it as UTF-8 without one' };
  }
  if (!line.startsWith('#!')) return undefined;
  const ends = inspectLineEnds(line);
  if (ends !== undefined) return ends;
  const [interpreter = '', first = ''] = line.slice(2).trim().split(/\s+/);
  try {
    accessSync(interpreter, constants.X_OK);
  } catch {
    return notHere(interpreter);
  }
  const isFound = basename(interpreter) !== 'env' || !/^[\w.+][\w.+-]*$/.test(first);
  if (isFound || inspectProgram(first, path) === undefined) return undefined;
  return notHere(first);
}

function notHere(interpreter: string): Advised {
  return {
    problem: `its first line names ${interpreter}, which is not here`,
    advice: 'write it for /bin/sh, or use an image that has it',
  };
}

import { accessSync, constants, statSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import type { CommandLine } from '../environment/kinds/command-line.ts';
import { codeOf, messageOfCode } from '../files/message-of-code.ts';
import { firstLine } from './first-line.ts';

const MISSING = 'it does not exist; check the path, and that it is mounted into the container';
const OTHER_INTERPRETER = 'write it for /bin/sh, or use an image that has it';
const SHELLS = new Set(['sh', 'ash', 'bash', 'dash', 'zsh']);

/**
 * Why a command cannot be started and what to do, `undefined` when its files look right. What the
 * system says is often not the reason: a script whose interpreter is missing "does not exist".
 *
 * @param path where a program without a slash is looked for, as in `PATH`.
 */
export function inspectCommand(command: CommandLine, path: string | undefined): string | undefined {
  const [program, ...words] = command;
  const problem = inspectProgram(program, path);
  if (problem !== undefined) return `${program}: ${problem}`;
  if (!SHELLS.has(basename(program))) return undefined;
  const [first = '', script = ''] = words;
  if (first === '-c') {
    const started = /^\/[\w./-]+(?=\s|$)/.exec(script)?.[0];
    return started === undefined ? undefined : named(started, inspectProgram(started, path));
  }
  return first.startsWith('-') || first === '' ? undefined : named(first, inspectScript(first));
}

function named(file: string, problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : `${file}: ${problem}`;
}

function inspectProgram(program: string, path: string | undefined): string | undefined {
  if (program.includes('/')) return inspectFile(program, path);
  const files = (path ?? '').split(delimiter).map((folder) => join(folder || '.', program));
  const problems = files.map((file) => inspectFile(file, path));
  if (problems.includes(undefined)) return undefined;
  // A file of that name that cannot be used is more likely meant than none at all.
  const real = problems.find((problem) => problem !== MISSING);
  return real ?? 'it is in no folder of PATH; write its whole path';
}

function inspectFile(file: string, path: string | undefined): string | undefined {
  try {
    const found = statSync(file);
    if (found.isDirectory()) return 'it is a folder; write the path of a program';
    const problem = inspectMode(file, found.mode);
    if (problem !== undefined) return problem;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return MISSING;
    return `${messageOfCode(error) ?? String(error)}; check the path and the folders above it`;
  }
  return inspectInterpreter(file, path);
}

function inspectMode(file: string, mode: number): string | undefined {
  try {
    accessSync(file, constants.X_OK);
    return undefined;
  } catch {
    return (mode & 0o111) === 0
      ? `it is not executable; run: chmod +x ${file}`
      : `user ${process.getuid?.()} may not execute it; run: chmod a+x ${file}, or write sh:/bin/sh ${file} where its file system is mounted noexec`;
  }
}

function inspectScript(file: string): string | undefined {
  try {
    statSync(file);
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? MISSING : `${messageOfCode(error)}; check the path`;
  }
  return inspectLineEnds(firstLine(file) ?? '');
}

function inspectLineEnds(line: string): string | undefined {
  return line.endsWith('\r')
    ? 'its lines end as on Windows (CR LF); save it with the line ends of Unix (LF), for example with dos2unix'
    : undefined;
}

function inspectInterpreter(file: string, path: string | undefined): string | undefined {
  // What may be executed need not be readable.
  const line = firstLine(file) ?? '';
  if (line.startsWith('\uFEFF')) {
    return 'it begins with a byte order mark; save it as UTF-8 without one';
  }
  if (!line.startsWith('#!')) return undefined;
  const ends = inspectLineEnds(line);
  if (ends !== undefined) return ends;
  const [interpreter = '', first = ''] = line.slice(2).trim().split(/\s+/);
  try {
    accessSync(interpreter, constants.X_OK);
  } catch {
    return `its first line names ${interpreter}, which is not here; ${OTHER_INTERPRETER}`;
  }
  const isFound = basename(interpreter) !== 'env' || !/^[\w.+][\w.+-]*$/.test(first);
  if (isFound || inspectProgram(first, path) === undefined) return undefined;
  return `its first line names ${first}, which is not here; ${OTHER_INTERPRETER}`;
}

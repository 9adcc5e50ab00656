import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.ts';

/** Notes arguments and environment, and for wg the mode of the file with the key; then runs the real one. */
const RECORD = `#!/bin/sh
{
  printf 'ran'
  printf ' %s' "$0" "$@"
  echo
  tr '\\0' '\\n' < /proc/$$/environ
  for word do
    case "$word" in /*/key) stat -c 'key %a %n' "$word" ;; esac
  done
} >> "$(dirname "$0")/record"
exec "$(PATH="\${PATH#*:}" command -v "$(basename "$0")")" "$@"
`;

/** Programs that note how they were started, for every call. */
export interface RecordedPrograms {
  /** The PATH that finds them first. */
  readonly path: string;
  /** All notes so far. */
  read(): string;
}

/** Puts recording programs in front of the real ones. */
export function recordPrograms(...names: readonly string[]): RecordedPrograms {
  const folder = temporaryFolder();
  const record = join(folder, 'record');
  writeFileSync(record, '');
  chmodSync(record, 0o666);
  for (const name of names) {
    const file = join(folder, name);
    writeFileSync(file, RECORD);
    chmodSync(file, 0o755);
  }
  return {
    path: `${folder}:${process.env.PATH}:/usr/sbin:/sbin`,
    read: () => readFileSync(record, 'utf8'),
  };
}

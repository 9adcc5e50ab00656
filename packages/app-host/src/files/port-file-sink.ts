import { readFile } from 'node:fs/promises';
import type { PortSink } from '@portkeep/port-lease';
import type { Log } from '../log/log.ts';
import type { PortAnnouncement } from '../port-announcement.ts';
import { AppFile } from './app-file.ts';
import { writeTarget } from './write-target.ts';

/** Options of {@linkcode portFileSink}. */
export interface PortFileOptions {
  readonly path: string;
  /** Permission bits (`PORT_FILE_MODE`). */
  readonly mode: number;
  /** Whether the file keeps the last port or is emptied when the lease is lost. */
  readonly onLoss: 'keep' | 'clear';
  readonly log: Log;
}

/** The port file: the digits and a newline. There is none before the first port. */
export function portFileSink({
  path,
  mode,
  onLoss,
  log,
}: PortFileOptions): PortSink<PortAnnouncement> {
  const file = new AppFile({ path, mode, warn: (message) => log.warn(message) });
  const textOf = ({ port }: PortAnnouncement) => `${port}\n`;
  const clear = async () => {
    // An empty file means "no port"; a file that is not there must not appear for it.
    if (!(await isSpecial(path)) && (await contentOf(path))) await file.write('');
  };
  return {
    name: 'port-file',
    same: (a, b) => a.port === b.port,
    publish: (value) => file.write(textOf(value)),
    async reconcile(value) {
      if (await isSpecial(path)) return 'in-sync';
      if ((await contentOf(path)) === textOf(value)) return 'in-sync';
      await file.write(textOf(value));
      return 'repaired';
    },
    ...(onLoss === 'clear' ? { withdraw: clear } : {}),
  };
}

/** Of a device nothing can be read back, and reading a pipe would wait for its writer: ourselves. */
async function isSpecial(path: string): Promise<boolean> {
  return writeTarget(path).then(
    ({ kind }) => kind === 'special',
    () => false,
  );
}

/** `undefined` for a file that cannot be read, whatever the reason: writing it tells. */
async function contentOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

import type { Log } from '@portkeep/app-host';
import { AppFile, readSmallFile, writeTarget } from '@portkeep/app-host/files';
import type { KeptPort, PortSink } from '@portkeep/port-lease';

/** More than a port and a newline: a different text is recognised without reading all of it. */
const MOST_BYTES = 64;

/** Options of {@linkcode portFileSink}. */
export interface PortFileOptions {
  readonly path: string;
  /** Permission bits (`PORT_FILE_MODE`). */
  readonly mode: number;
  /** What happens to the file when the lease is lost: it keeps the last port, or is emptied. */
  readonly onLoss: 'keep' | 'clear';
  readonly log: Log;
}

/** The port file: the digits and a newline. It does not exist before the first port. */
export function portFileSink({ path, mode, onLoss, log }: PortFileOptions): PortSink<KeptPort> {
  const file = new AppFile({ path, mode, log });
  const textOf = ({ port }: KeptPort) => `${port}\n`;
  const clear = async () => {
    // An empty file means "no port"; a missing file must not be created for that.
    const found = await contentOf(path);
    if (found !== undefined && found !== '') await file.write('');
  };
  return {
    name: 'port-file',
    same: (a, b) => a.port === b.port,
    publish: (value) => file.write(textOf(value)),
    async reconcile(value) {
      // A device cannot be read back, and reading a pipe would wait.
      if (await isSpecial(path)) return 'in-sync';
      if ((await contentOf(path)) === textOf(value)) return 'in-sync';
      await file.write(textOf(value));
      return 'repaired';
    },
    ...(onLoss === 'clear' ? { withdraw: clear } : {}),
  };
}

async function isSpecial(path: string): Promise<boolean> {
  return writeTarget(path).then(
    ({ kind }) => kind === 'special',
    () => false,
  );
}

/** `undefined` for a file that is missing or cannot be read: writing it reports why. */
async function contentOf(path: string): Promise<string | undefined> {
  const found = await readSmallFile(path, MOST_BYTES).catch(() => undefined);
  if (found?.kind === 'too-large') return 'something else';
  return found?.kind === 'text' ? found.text : undefined;
}

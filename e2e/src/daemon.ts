import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asUser } from '@portkeep/testing';
import { type Child, startChild } from './child.ts';

/** What was built, as it is shipped. */
export const DAEMON: string = fileURLToPath(
  new URL('../../apps/daemon/dist/main.cjs', import.meta.url),
);

/** How a daemon is started. */
export interface DaemonOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** @default {'run'} */
  readonly command?: string;
  /** What starts node, such as `ip netns exec name`; it must not fork. */
  readonly wrapper?: readonly string[];
  readonly uid?: number;
}

/** Starts the built daemon with nothing in its environment but what is given. */
export function startDaemon(options: DaemonOptions): Child {
  const { environment, command = 'run', wrapper = [], uid } = options;
  const user = uid === undefined ? [] : asUser(uid);
  return startChild([...wrapper, ...user, process.execPath, DAEMON, command], {
    env: { PATH: process.env.PATH, ...environment },
  });
}

/** The variables that put the daemon's three files into a folder. */
export function filesIn(folder: string): {
  PORT_FILE: string;
  PORT_DATA_FILE: string;
  STATE_FILE: string;
} {
  return {
    PORT_FILE: join(folder, 'pia-port.txt'),
    PORT_DATA_FILE: join(folder, 'pia-port-data.json'),
    STATE_FILE: join(folder, 'pia-state.json'),
  };
}

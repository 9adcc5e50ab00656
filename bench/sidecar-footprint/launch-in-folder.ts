import { fileURLToPath } from 'node:url';
import type { Launch } from './launch.ts';

const LAUNCHER = fileURLToPath(new URL('launch.sh', import.meta.url));

/** Starts a command with a folder as its root. */
export function launchInFolder(rootFolder: string, command: readonly string[]): Launch {
  return ({ memberFiles, environment }) => [
    ...['env', '-i', ...Object.entries(environment).map((pair) => pair.join('='))],
    ...['PATH=/usr/bin:/bin:/usr/sbin:/sbin', 'unshare', '--mount', 'sh', LAUNCHER],
    ...[rootFolder, memberFiles.join(' '), ...command],
  ];
}

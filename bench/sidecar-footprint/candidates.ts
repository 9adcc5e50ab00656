import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Skip } from '../skip.ts';
import { tool } from './tool.ts';

const BUNDLE = new URL('../../apps/sidecar/dist/main.cjs', import.meta.url);
/**
 * As `docs/performance.md` advises. Without a compiler V8 has no feedback and no machine code to
 * keep, which is what makes a sidecar grow in its first hour; what it does in one renewal is too
 * little to compile. Nor is there work for helper threads, each of which keeps memory of its own.
 */
const NODE_FLAGS = ['--jitless', '--single-threaded', '--max-semi-space-size=1'];

/** One of the programs that do the same job. */
export interface Candidate {
  readonly name: string;
  /** The paths that it is probed at; none where it answers no probes and no scrapes. */
  readonly probes: readonly string[];
}

/** One that is put together here. */
export interface FilesCandidate extends Candidate {
  /** Path in its root → path here. */
  readonly files: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

/** What is measured instead of what is shipped. */
export interface Choice {
  readonly bundle?: string | undefined;
  readonly nodeFlags?: readonly string[] | undefined;
}

/** The sidecar and the two shells it is compared with. */
export function findCandidates({
  bundle = fileURLToPath(BUNDLE),
  nodeFlags = NODE_FLAGS,
}: Choice): readonly FilesCandidate[] {
  if (!existsSync(bundle)) throw new Error('There is no sidecar to measure; run: npm run build');
  return [
    {
      name: 'sidecar',
      files: { 'usr/bin/node': process.execPath, 'app/main.cjs': bundle },
      command: ['/usr/bin/node', ...nodeFlags, '/app/main.cjs'],
      probes: ['/readyz'],
    },
    {
      name: 'shell + curl',
      files: {
        'bin/sh': program('dash'),
        'bin/sleep': program('sleep'),
        'bin/curl': program('curl'),
        'loop.sh': script('curl-loop.sh'),
      },
      command: ['/bin/sh', '/loop.sh'],
      probes: [],
    },
    {
      name: 'BusyBox + wget',
      files: {
        'bin/sh': program('busybox'),
        'bin/sleep': program('busybox'),
        'bin/wget': program('busybox'),
        'loop.sh': script('wget-loop.sh'),
      },
      command: ['/bin/sh', '/loop.sh'],
      probes: [],
    },
  ];
}

function program(name: string): string {
  try {
    return tool('which', name);
  } catch {
    throw new Skip(`Cannot compare: ${name} is missing; on Debian: apt-get install ${name}`);
  }
}

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

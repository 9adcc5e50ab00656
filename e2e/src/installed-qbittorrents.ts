import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Debian's suites whose qbittorrent-nox is tested, the oldest first. */
export const SUITES = ['bookworm', 'trixie', 'sid'] as const;

/** A qbittorrent-nox that runs on this machine. */
export interface InstalledQBittorrent {
  /** The Debian suite it is from. */
  readonly name: (typeof SUITES)[number];
  /** The version that it reports, such as `5.1.0`. */
  readonly version: string;
  /** What starts it, before its options. */
  readonly command: readonly string[];
}

/** Where `tools/install-qbittorrent-suites` puts the suites that are not the machine's own. */
const FOLDER = process.env.PORTKEEP_QBITTORRENT_SUITES || '/var/cache/portkeep/qbittorrent-suites';

/** The machine's own qbittorrent-nox, and those of `tools/install-qbittorrent-suites`. */
export function installedQBittorrents(): readonly InstalledQBittorrent[] {
  return SUITES.flatMap((name) => {
    const program = name === 'bookworm' ? 'qbittorrent-nox' : join(FOLDER, name, 'qbittorrent-nox');
    // It is run rather than looked for: one whose libraries are missing is not installed.
    const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000 });
    const version = /v(\d+\.\S+)/.exec(stdout ?? '')?.[1];
    return version === undefined ? [] : [{ name, version, command: [program] }];
  });
}

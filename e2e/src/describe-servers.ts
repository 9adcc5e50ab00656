import { describe } from 'vitest';
import {
  type InstalledQBittorrent,
  installedQBittorrents,
  SUITES,
} from './installed-qbittorrents.ts';
import { leaveOut } from './require-real.ts';

/** The versions that the tests were written for. A person has to look at any other version first. */
const KNOWN = { bookworm: '4.5.', trixie: '5.1.', sid: '5.3.' } as const;

/**
 * Describes the same tests for each qBittorrent of {@link SUITES}; one that is missing, or of a
 * version that is not known, is left out loudly.
 *
 * @throws {Error} when `REQUIRE_REAL=1` forbids that. It never does for sid, which changes all the
 * time, and may be broken for days.
 */
export function describeServers(name: string, tests: (server: InstalledQBittorrent) => void): void {
  const installed = installedQBittorrents();
  for (const suite of SUITES) {
    const server = installed.find((each) => each.name === suite);
    const allowed = suite === 'sid' ? true : undefined;
    if (server === undefined) {
      leaveOut(`needs the qbittorrent-nox of ${suite} (tools/install-qbittorrent-suites)`, allowed);
    } else if (!server.version.startsWith(KNOWN[suite])) {
      const { version } = server;
      leaveOut(`needs ${suite} to have a ${KNOWN[suite]}x, not ${version}`, allowed);
    } else {
      describe(`${name}, ${suite}'s ${server.version}`, () => tests(server));
    }
  }
}

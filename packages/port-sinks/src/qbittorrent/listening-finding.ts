import {
  type Explanation,
  type Finding,
  failed,
  passed,
  warned,
} from '@portkeep/app-host/doctor/findings';
import { HEADLINES } from './headlines.ts';
import type { QBittorrentPreferences } from './qbittorrent-view.ts';
import { strayListener } from './stray-listener.ts';
import { tooOldToAnnounce } from './too-old-to-announce.ts';

/** What was learned from qBittorrent. */
export interface ListeningInput {
  /** The name of the app that sets the port. */
  readonly app: string;
  readonly version: string;
  readonly preferences: QBittorrentPreferences;
  readonly connectionStatus: string;
  readonly mode: 'listen' | 'announce';
  /** The forwarded port, if it is known. */
  readonly port: number | undefined;
  /** The port that the mapping leads to, if a gateway translates ports. */
  readonly internalPort?: number | undefined;
  /** Whether an app is running that should have set the port. */
  readonly running: boolean;
}

/** Checks whether qBittorrent listens, and on the forwarded port. */
export function listeningFinding(input: ListeningInput): Finding {
  const { version, preferences, connectionStatus, mode, running } = input;
  const { listen_port: listens, announce_port: announced = 0 } = preferences;
  if (connectionStatus === 'disconnected') return closed(preferences);
  if (mode === 'announce' && preferences.announce_port === undefined) return tooOld(input);
  // The port that trackers and peers receive, whatever qBittorrent listens on.
  const announces = announced === 0 ? listens : announced;
  const headline =
    mode === 'listen'
      ? `qBittorrent ${version} listens on port ${listens} (${connectionStatus})`
      : `qBittorrent ${version} announces port ${announces} (${connectionStatus})`;
  const stray = strayFinding(input);
  // If the mode leads to the wrong port, setting the port would not help.
  const other = mode === 'listen' && stray !== undefined ? undefined : otherPort(input, announces);
  if (other !== undefined && running) return failed('qBittorrent has another port', other);
  const found = [stray, other].filter((each) => each !== undefined);
  if (found.length > 0) {
    const [cause, next] = [found.flatMap((each) => each.cause), found.flatMap(({ next }) => next)];
    return warned(headline, { cause, next });
  }
  if (connectionStatus !== 'firewalled') return passed(headline);
  return warned(headline, {
    cause: 'no connection from outside was seen yet',
    next: [
      'with active torrents this takes a few minutes at most; then look at the firewall of the VPN container',
      'test the port from outside the VPN only: from inside it looks closed',
    ],
  });
}

/** Checks whether it listens where the mapping leads, once the app has applied its mode. */
function strayFinding({ mode, preferences, port, internalPort }: ListeningInput) {
  const listens = mode === 'listen' ? port : preferences.listen_port;
  const stray = listens === undefined ? listens : strayListener({ mode, listens, internalPort });
  return stray && { cause: stray.problem, next: stray.advice };
}

/** Explains why the port is not the forwarded one; `undefined` if it is. */
function otherPort(input: ListeningInput, announces: number): Explanation | undefined {
  const { app, mode, port, running, preferences } = input;
  const { listen_port: listens } = preferences;
  const isWrong = port !== undefined && mode === 'listen' && listens !== port;
  // A leftover takes precedence over the listening port, even if the forwarded one is unknown.
  const isLeftover = announces !== (mode === 'listen' ? listens : (port ?? announces));
  if (!isWrong && !isLeftover) return undefined;
  const cause = isWrong
    ? `port ${port} is forwarded, but qBittorrent has ${listens}`
    : `qBittorrent announces port ${announces} to trackers, but peers can connect only on port ${port ?? listens}`;
  const next = running
    ? `check in the ${app}’s log why it was not set, and that nothing else sets it`
    : `start the ${app}: it sets the ${mode === 'announce' ? 'announced ' : ''}port`;
  return { cause, next };
}

/** The app will not set a port there, even if it is the one that qBittorrent listens on. */
function tooOld({ version, preferences, internalPort }: ListeningInput): Finding {
  return failed(`qBittorrent ${version} cannot announce another port than it listens on`, {
    cause: `only 5.1 and newer can; it listens on port ${preferences.listen_port}`,
    next: tooOldToAnnounce(internalPort),
  });
}

function closed(preferences: QBittorrentPreferences): Finding {
  const { listen_port: port, current_network_interface: device } = preferences;
  const { current_interface_address: address } = preferences;
  const places = [device && `the interface "${device}"`, address && `the address ${address}`];
  const bound = places.filter((place) => place !== '').join(' and ');
  return failed(HEADLINES.notListening, {
    cause: `its listener on port ${port} is closed${bound && `; it is bound to ${bound}`}`,
    next: [
      'check that what its advanced options bind it to exists and is up, or set it to any',
      'check that no other program holds the port',
    ],
  });
}

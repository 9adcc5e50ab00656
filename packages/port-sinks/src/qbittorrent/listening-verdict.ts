import {
  type Explanation,
  type Finding,
  failed,
  passed,
  warned,
} from '@portkeep/app-host/doctor/findings';
import type { QBittorrentPreferences } from './qbittorrent-view.ts';
import { strayListener } from './stray-listener.ts';
import { tooOldToAnnounce } from './too-old-to-announce.ts';

/** What was seen of qBittorrent. */
export interface ListeningInput {
  /** What the app that sets the port is called. */
  readonly app: string;
  readonly version: string;
  readonly preferences: QBittorrentPreferences;
  readonly connectionStatus: string;
  readonly mode: 'listen' | 'announce';
  /** The port that should arrive, when it is known. */
  readonly port: number | undefined;
  /** The port that the mapping leads to, where a gateway translates ports. */
  readonly internalPort?: number | undefined;
  /** Whether an app runs that should have set it. */
  readonly running: boolean;
}

/** Does qBittorrent listen, on the port that is forwarded? */
export function listeningVerdict(input: ListeningInput): Finding {
  const { version, preferences, connectionStatus, mode, running } = input;
  const { listen_port: listens, announce_port: announced = 0 } = preferences;
  if (connectionStatus === 'disconnected') return closed(preferences);
  if (mode === 'announce' && preferences.announce_port === undefined) return tooOld(input);
  // The port that trackers and peers get, whatever qBittorrent listens on.
  const tells = announced === 0 ? listens : announced;
  const headline =
    mode === 'listen'
      ? `qBittorrent ${version} listens on port ${listens} (${connectionStatus})`
      : `qBittorrent ${version} announces port ${tells} (${connectionStatus})`;
  const stray = strayVerdict(input);
  // Where the mode leads to the wrong port, setting the port would not help.
  const other = mode === 'listen' && stray !== undefined ? undefined : otherPort(input, tells);
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

/** Does it listen where the mapping leads, once the app has done what its mode says? */
function strayVerdict({ mode, preferences, port, internalPort }: ListeningInput) {
  const listens = mode === 'listen' ? port : preferences.listen_port;
  const stray = listens === undefined ? listens : strayListener({ mode, listens, internalPort });
  return stray && { cause: stray.problem, next: stray.advice };
}

/** Is the port not the one that is forwarded? */
function otherPort(input: ListeningInput, tells: number): Explanation | undefined {
  const { app, mode, port, running, preferences } = input;
  const { listen_port: listens } = preferences;
  const isWrong = port !== undefined && mode === 'listen' && listens !== port;
  // A leftover takes precedence over the listening port, even where the forwarded one is not known.
  const isLeftover = tells !== (mode === 'listen' ? listens : (port ?? tells));
  if (!isWrong && !isLeftover) return undefined;
  const cause = isWrong
    ? `port ${port} is forwarded, and qBittorrent has ${listens}`
    : `qBittorrent tells trackers port ${tells}, and peers have to come in on ${port ?? listens}`;
  const next = running
    ? `check in the ${app}’s log why it was not set, and that nothing else sets it`
    : `start the ${app}: it sets the ${mode === 'announce' ? 'announced ' : ''}port`;
  return { cause, next };
}

/** The app will not set a port there, even if it is the one that is listened on. */
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
  return failed('qBittorrent does not listen', {
    cause: `its listener on port ${port} is closed${bound && `; it is bound to ${bound}`}`,
    next: [
      'check that what its advanced options bind it to exists and is up, or set it to any',
      'check that no other program holds the port',
    ],
  });
}

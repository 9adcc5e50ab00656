import type { Ownership } from '../examination.ts';
import { errorCode, explainError } from '../explain-error.ts';
import { type Finding, failed, skipped } from '../finding.ts';
import { listeningVerdict } from '../listening-verdict.ts';
import type { Step } from '../step.ts';

const TITLE = 'qBittorrent';
const AUTHENTICATION = 'qBittorrent authentication failed';

/** Does qBittorrent answer, let us in, and listen on the port? */
export const qbittorrent: Step = {
  title: TITLE,
  failure: 'qBittorrent cannot be asked',
  limitMs: 9_000,
  async check({ examination: { values, surroundings, ownership }, facts, signal }) {
    const client = await surroundings.openQBittorrent(values);
    if (client === undefined) {
      return { finding: skipped(TITLE, 'QBITTORRENT_HOST is not set') };
    }
    const host = values.qbittorrentHost?.host ?? '';
    if (!(await client.isUp({ signal }))) return { finding: unreachable(host) };
    const refusal = refusalOfDaemon(ownership);
    if (refusal !== undefined) return { finding: loginVerdict(new Error(refusal)) };
    try {
      const version = await client.getVersion({ signal });
      const preferences = await client.getPreferences({ signal });
      const { connectionStatus } = await client.getTransferInfo({ signal });
      const mode = values.qbittorrentPortMode;
      const running = ownership.kind === 'foreign';
      const seen = { version, preferences, connectionStatus, mode, running, port: facts.port };
      return { finding: listeningVerdict(seen) };
    } catch (error) {
      signal.throwIfAborted();
      return { finding: requestVerdict(error) };
    }
  },
};

function unreachable(host: string): Finding {
  return failed('qBittorrent cannot be reached', {
    cause: `nothing answers at ${host}`,
    next: [
      'check QBITTORRENT_HOST, that qBittorrent runs and that its Web UI is on',
      'in the network of the VPN container (network_mode: service:<vpn>) it is localhost:8080',
    ],
  });
}

/** The daemon was refused already: one more wrong login would bring qBittorrent's ban closer. */
function refusalOfDaemon(ownership: Ownership): string | undefined {
  if (ownership.kind !== 'foreign') return undefined;
  const sink = ownership.status?.sinks.qbittorrent;
  const refused = sink?.code === 'QBT_LOGIN_REJECTED' || sink?.code === 'QBT_BANNED';
  return refused ? (sink.message ?? 'The daemon that runs was refused the login') : undefined;
}

const REFUSALS = new Set([
  'QBT_LOGIN_REJECTED',
  'QBT_BANNED',
  'QBT_FORBIDDEN',
  'QBT_HOST_OR_ORIGIN_REJECTED',
]);

function requestVerdict(error: unknown): Finding {
  if (REFUSALS.has(errorCode(error) ?? '')) return loginVerdict(error);
  return failed('qBittorrent cannot be asked', explainError(error));
}

function loginVerdict(error: unknown): Finding {
  const { cause, next } = explainError(error);
  const more = [
    'check QBITTORRENT_USER and QBITTORRENT_PASS; after five failures qBittorrent bans this address',
    'a new container prints a temporary password in its log at each start: set one in its options',
  ];
  return failed(AUTHENTICATION, { cause, next: [next, more].flat() });
}

import { explainError, type Finding, failed, skipped } from '@portkeep/app-host/doctor/findings';
import { codeOf } from '@portkeep/app-host/system-error';
import { isQBittorrentError } from '@portkeep/qbittorrent-client/port-forward';
import { HEADLINES } from './headlines.ts';
import { type ListeningInput, listeningFinding } from './listening-finding.ts';
import { LoginHeldBackError } from './login-held-back-error.ts';
import type { QBittorrentView } from './qbittorrent-view.ts';
import { ReportedRefusal } from './reported-refusal.ts';

/** What is known before any request to qBittorrent. */
export interface QBittorrentExamination
  extends Pick<ListeningInput, 'app' | 'mode' | 'port' | 'internalPort' | 'running'> {
  readonly client: QBittorrentView;
  /** What the running app reports about qBittorrent, used instead of a login by doctor. */
  readonly refusal?: ReportedRefusal | undefined;
  /** Why no password is sent: one more wrong login could bring a ban closer. */
  readonly notAsked?: string | undefined;
}

/**
 * Checks whether qBittorrent answers, accepts the login, and listens on the port.
 *
 * @throws the reason of `signal`.
 */
export async function examineQBittorrent(
  { client, refusal, notAsked, ...known }: QBittorrentExamination,
  signal: AbortSignal,
): Promise<Finding> {
  try {
    await client.knock({ signal });
  } catch (error) {
    signal.throwIfAborted();
    return unreachable(error);
  }
  if (notAsked !== undefined) return skipped('qBittorrent', notAsked);
  if (refusal !== undefined) return requestFinding(refusal);
  try {
    const version = await client.version({ signal });
    const preferences = await client.preferences({ signal });
    const { connection_status: connectionStatus } = await client.transferInfo({ signal });
    return listeningFinding({ ...known, version, preferences, connectionStatus });
  } catch (error) {
    signal.throwIfAborted();
    return requestFinding(error);
  }
}

function unreachable(error: unknown): Finding {
  if (codeOf(error) === 'QBT_NO_RESOURCES') return requestFinding(error);
  const { cause, next } = explainError(error);
  return failed(HEADLINES.unreachable, {
    cause,
    next: [
      next,
      'in the network of the VPN container (network_mode: service:<vpn>) it is localhost:8080',
    ].flat(),
  });
}

/** Codes that concern the credentials. */
const WRONG = new Set(['QBT_LOGIN_REJECTED', 'QBT_BANNED']);
/** Codes that concern a proxy in between, or qBittorrent's options. */
const REFUSALS = new Set(['QBT_FORBIDDEN', 'QBT_HOST_OR_ORIGIN_REJECTED']);

function requestFinding(error: unknown): Finding {
  const code = codeOf(error) ?? '';
  if (WRONG.has(code)) return loginFinding(error);
  if (REFUSALS.has(code)) return failed(HEADLINES.authentication, explainError(error));
  return failed(HEADLINES.otherwise, explainError(error));
}

/** Where a proxy or a key is concerned, advice about the password would be misleading. */
function isAboutPassword(error: unknown): boolean {
  if (error instanceof LoginHeldBackError || error instanceof ReportedRefusal) {
    return error.isAboutPassword;
  }
  return !isQBittorrentError(error) || error.reason !== 'api-key-refused';
}

function loginFinding(error: unknown): Finding {
  const { cause, next } = explainError(error);
  if (!isAboutPassword(error)) return failed(HEADLINES.authentication, { cause, next });
  const more = [
    'check QBITTORRENT_USER and QBITTORRENT_PASS; after five failures qBittorrent bans this address',
    'a new container prints a temporary password in its log at each start: set one in its options',
  ];
  return failed(HEADLINES.authentication, { cause, next: [next, more].flat() });
}

import { problemOf } from '@portkeep/app-host/errors';
import { isQBittorrentError, QBittorrentError } from '@portkeep/qbittorrent-client/port-forward';
import type { CountedLogins } from './counted-logins.ts';
import { LoginHeldBackError, proxyRefusalOf } from './login-held-back-error.ts';
import { tooOldToAnnounce } from './too-old-to-announce.ts';

const TRUST =
  'name a PEM file with its certificate, or with that of its authority, in QBITTORRENT_CA_FILE';
const NOT_QBITTORRENT =
  'check that QBITTORRENT_HOST is the address of qBittorrent, whose answers are shorter';
const PROXY =
  'set QBITTORRENT_BASIC_USER and QBITTORRENT_BASIC_PASS if the proxy in front of qBittorrent asks for a user name and password (Basic; not with QBITTORRENT_API_KEY), or QBITTORRENT_HOST to an address that does not lead through it';
const LOGIN =
  'set QBITTORRENT_USER and QBITTORRENT_PASS, or have qBittorrent accept this address without a login (Options, Web UI, Authentication)';

/** Whether only a change, or waiting, can make a login succeed. */
export function isLockedOut(error: unknown): boolean {
  if (error instanceof LoginHeldBackError) return true;
  return (
    isQBittorrentError(error) &&
    (error.code === 'QBT_LOGIN_REJECTED' || error.code === 'QBT_BANNED')
  );
}

/**
 * Adds to the error what the app does next, and advice that names the app's own variables.
 *
 * @param internalPort The port that the mapping leads to, if there is a mapping.
 */
export function explainFailure(
  error: unknown,
  logins: CountedLogins,
  internalPort?: number,
): unknown {
  if (isLockedOut(error)) {
    const obstacle = logins.obstacle();
    if (obstacle !== undefined || !logins.viaProxy) return obstacle ?? error;
    // Without a configured login nothing is counted, so a refusal leaves no obstacle either.
    return new LoginHeldBackError('QBT_LOGIN_REJECTED', null, proxyRefusalOf(error));
  }
  if (!isQBittorrentError(error)) return error;
  const advice = adviceFor(error, internalPort);
  return advice === undefined
    ? error
    : new QBittorrentError(error.code, problemOf(error), advice, error);
}

function adviceFor(error: QBittorrentError, internalPort: number | undefined): string | undefined {
  const { code, status, reason, tlsReason, maxBytes } = error;
  if (tlsReason === 'untrusted') return TRUST;
  if (maxBytes !== undefined) return NOT_QBITTORRENT;
  if (reason === 'no-announced-port') return tooOldToAnnounce(internalPort);
  if (reason === 'login-needed') return LOGIN;
  return code === 'QBT_FORBIDDEN' && status === 401 ? PROXY : undefined;
}

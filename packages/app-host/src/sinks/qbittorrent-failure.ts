import { isQBittorrentError, QBittorrentError } from '@portkeep/qbittorrent-client/port-forward';
import { problemOf } from '../errors/advice-of.ts';
import type { CountedLogins } from './counted-logins.ts';
import { LoginHeldBackError } from './login-held-back-error.ts';

const TRUST =
  'name a PEM file with its certificate, or with that of its authority, in QBITTORRENT_CA_FILE';

/** Whether only a change, or time, lets the app in. */
export function isLockedOut(error: unknown): boolean {
  if (error instanceof LoginHeldBackError) return true;
  return (
    isQBittorrentError(error) &&
    (error.code === 'QBT_LOGIN_REJECTED' || error.code === 'QBT_BANNED')
  );
}

/** The error, with what the app does next and with advice that names the app's own variables. */
export function explainFailure(error: unknown, logins: CountedLogins): unknown {
  if (isLockedOut(error)) return logins.obstacle() ?? error;
  if (!isQBittorrentError(error) || error.tlsReason !== 'untrusted') return error;
  const { code, tlsReason } = error;
  return new QBittorrentError(code, problemOf(error), TRUST, { tlsReason });
}

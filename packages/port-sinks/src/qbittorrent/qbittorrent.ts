/**
 * The code that is loaded only if a qBittorrent is configured: the client, the sink, doctor's check.
 *
 * @module
 */

import type { Values } from '@portkeep/app-host';
import type { Finding } from '@portkeep/app-host/doctor/findings';
import { nodeTransport } from '@portkeep/http/node';
import { preferences, version } from '@portkeep/qbittorrent-client/endpoints/app';
import { info } from '@portkeep/qbittorrent-client/endpoints/transfer';
import {
  type QBittorrentClientOptions,
  QBittorrentSession,
} from '@portkeep/qbittorrent-client/port-forward';
import type { SinkApp, SinkSituation } from '../sink-kind.ts';
import { CountedLogins } from './counted-logins.ts';
import { examineQBittorrent } from './examine-qbittorrent.ts';
import { explainFailure } from './qbittorrent-failure.ts';
import { QBittorrentSink } from './qbittorrent-sink.ts';
import type { QBittorrentVariables } from './qbittorrent-variables.ts';
import type { QBittorrentView } from './qbittorrent-view.ts';
import { shortenTexts } from './shorten-texts.ts';
import type { QBittorrentState } from './state-entries.ts';
import { storedRefusedLogins } from './stored-refused-logins.ts';
import { storedTunnelAddresses } from './stored-tunnel-addresses.ts';
import { withheldLogin } from './withheld-login.ts';

type QBittorrentValues = Values<QBittorrentVariables>;
type QBittorrentApp = SinkApp<QBittorrentState>;

/** A session, and the guard of its logins. */
interface GuardedSession {
  readonly session: QBittorrentSession;
  readonly logins: CountedLogins;
}

/**
 * A session for the configured qBittorrent. An API key takes precedence over a password; with neither,
 * qBittorrent has to allow this address without a login.
 */
function guardedSession(values: QBittorrentValues, app: QBittorrentApp): GuardedSession {
  const { qbittorrentUser: username, qbittorrentPass: pass, qbittorrentApiKey: key } = values;
  const { clock, memory } = app;
  // Functions, so that a changed secret file is read again.
  const password = pass && { username, password: () => pass.read() };
  const host = values.qbittorrentHost?.host ?? '';
  const viaProxy = values.qbittorrentBasicPass !== undefined;
  const store = memory && storedRefusedLogins(memory);
  const logins = new CountedLogins({ host, user: key ? '' : username, viaProxy, store, clock });
  const auth = key ? { apiKey: () => key.read() } : password;
  const { qbittorrentBasicUser: basicUser, qbittorrentBasicPass: basicPass } = values;
  const basic =
    basicUser === undefined || basicPass === undefined
      ? undefined
      : { username: basicUser, password: () => basicPass.read() };
  return { session: openSession(values, app, { auth, basic, loginGuard: logins }), logins };
}

function openSession(
  { qbittorrentHost: baseUrl, qbittorrentCa: ca }: QBittorrentValues,
  { maxReplyBytes: maxBytes }: QBittorrentApp,
  login: Pick<QBittorrentClientOptions, 'auth' | 'basic' | 'loginGuard'> = {},
): QBittorrentSession {
  if (baseUrl === undefined) {
    throw new TypeError('Cannot reach qBittorrent: QBITTORRENT_HOST is not set');
  }
  // Setting a port takes a handful of calls, which share a connection if possible.
  const transport = nodeTransport({ keepIdleMs: 1_000, maxBytes, ca, filter: shortenTexts });
  // The app repeats failed requests: it reports that, and knows which port is current by then.
  return new QBittorrentSession({ baseUrl, transport, ...login, retries: 0 });
}

/** The calls that doctor makes to the configured qBittorrent. */
export function qbittorrentView(values: QBittorrentValues, app: QBittorrentApp): QBittorrentView {
  const { session, logins } = guardedSession(values, app);
  const explained = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw explainFailure(error, logins);
    }
  };
  return {
    async knock(options) {
      if (await session.isUp(options)) return;
      // This fails in the same way, gives the reason, and has no password that it could send.
      await explained(openSession(values, app).call(version, undefined, options));
    },
    version: (options) => explained(session.call(version, undefined, options)),
    preferences: (options) => explained(session.call(preferences, undefined, options)),
    transferInfo: (options) => explained(session.call(info, undefined, options)),
  };
}

/**
 * Creates the sink for the configured qBittorrent.
 *
 * @throws {TypeError} when `QBITTORRENT_HOST` is not set.
 */
export function qbittorrentSink(values: QBittorrentValues, app: QBittorrentApp): QBittorrentSink {
  const { log, clock, memory, onUpnpStopped } = app;
  const stored = memory && {
    delivered: {
      load: async () => memory.current.binding,
      save: (tunnelIdentity: string) => memory.update({ binding: tunnelIdentity }),
    },
    ownPort: {
      load: async () => memory.current.own_port,
      save: (own_port: number | undefined) => memory.update({ own_port }),
    },
    tunnelAddresses: storedTunnelAddresses(memory),
  };
  return new QBittorrentSink({
    ...guardedSession(values, app),
    ...stored,
    log,
    clock,
    onUpnpStopped,
    mode: values.qbittorrentPortMode,
    reconcileEveryMs: values.qbittorrentCheckSeconds * 1_000,
  });
}

/** Checks whether the configured qBittorrent answers, accepts the login, and listens on the port. */
export function examineConfigured(
  values: QBittorrentValues,
  { app, keeper, port, internalPort }: SinkSituation<QBittorrentState>,
  signal: AbortSignal,
): Promise<Finding> {
  const examination = {
    app: app.name,
    client: qbittorrentView(values, app),
    mode: values.qbittorrentPortMode,
    port,
    internalPort,
    // If it is unknown whether the app runs, another port is not a failure.
    running: keeper.kind === 'foreign',
    ...withheldLogin(keeper, values),
  };
  return examineQBittorrent(examination, signal);
}

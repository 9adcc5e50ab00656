import type { HttpBody, Transport } from '@portkeep/http';
import { nodeTransport } from '@portkeep/http/node';
import type { Clock } from '@portkeep/port-lease';
import {
  type QBittorrentAuth,
  QBittorrentSession,
} from '@portkeep/qbittorrent-client/port-forward';
import {
  type StartQBittorrentSimulatorOptions,
  startQBittorrentSimulator,
} from '@portkeep/simulators';
import { recordedLog } from '@portkeep/testing/recorded-log';
import { onTestFinished } from 'vitest';
import { CountedLogins } from '../src/qbittorrent/counted-logins.ts';
import {
  QBittorrentSink,
  type QBittorrentSinkOptions,
} from '../src/qbittorrent/qbittorrent-sink.ts';
import type { QBittorrentPortMode } from '../src/qbittorrent/qbittorrent-variables.ts';

/** How the place of a test differs from the usual one. */
export interface Setup {
  readonly simulator?: Partial<StartQBittorrentSimulatorOptions>;
  readonly mode?: QBittorrentPortMode;
  readonly auth?: QBittorrentAuth;
  readonly delivered?: QBittorrentSinkOptions['delivered'];
  readonly ownPort?: QBittorrentSinkOptions['ownPort'];
  readonly tunnelAddresses?: QBittorrentSinkOptions['tunnelAddresses'];
  readonly onUpnpStopped?: QBittorrentSinkOptions['onUpnpStopped'];
  readonly transport?: Transport<HttpBody>;
  readonly timeoutMs?: number;
  /** Called at each wait; the waits take no time. */
  readonly onWait?: (waits: number) => void | Promise<void>;
}

/** A sink, and a simulated qBittorrent for it. */
export async function setUp(setup: Setup = {}) {
  const server = await startQBittorrentSimulator({ dialect: '5.2', ...setup.simulator });
  onTestFinished(server.close);
  return { ...server, ...sinkOf(server.baseUrl, setup) };
}

/** The sink of an app that starts now. */
export function sinkOf(baseUrl: string, setup: Setup) {
  const { mode = 'listen', delivered, ownPort, onWait } = setup;
  let waits = 0;
  const clock: Clock = {
    now: Date.now,
    monotonic: () => performance.now(),
    async delay(_ms, abort) {
      abort.throwIfAborted();
      waits += 1;
      await onWait?.(waits);
    },
  };
  const { host } = new URL(baseUrl);
  const logins = new CountedLogins({ host, user: 'admin', clock });
  const session = new QBittorrentSession({
    baseUrl,
    loginGuard: logins,
    auth: setup.auth ?? { username: 'admin', password: 'adminadmin' },
    transport: setup.transport ?? nodeTransport(),
    timeoutMs: setup.timeoutMs,
  });
  const { log, lines } = recordedLog();
  const { tunnelAddresses, onUpnpStopped } = setup;
  const places = { delivered, ownPort, tunnelAddresses, onUpnpStopped };
  const sink = new QBittorrentSink({ session, logins, mode, clock, ...places, log });
  return { sink, lines, waits: () => waits };
}

/** A connection to qBittorrent; while it is cut, qBittorrent cannot be set back to its own port. */
export function lineThatIsCut() {
  const transport: Transport<HttpBody> = async (request, options) => {
    const isWayBack = decodeURIComponent(String(request.body)).includes('"listen_port":6881');
    if (line.isCut && isWayBack) throw Object.assign(new Error('cut'), { code: 'ECONNRESET' });
    return await nodeTransport()(request, options);
  };
  const line = { isCut: false, transport };
  return line;
}

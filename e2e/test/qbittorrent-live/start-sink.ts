import { createLog, readEnvironment } from '@portkeep/app-host';
import { type KeptPort, systemClock } from '@portkeep/port-lease';
import { qbittorrent, type SinkApp } from '@portkeep/port-sinks';
import { qbittorrentSink } from '@portkeep/port-sinks/qbittorrent';
import { CREDENTIALS } from '../../src/web-ui.ts';
import type { Live } from './live.ts';

/** A port, as a sink receives it. */
export function keptPort(port: number, more: Partial<KeptPort> = {}): KeptPort {
  const [renewedAt, renewAt, expiresAt] = [0, 1, 2];
  const place = { gateway: '127.0.0.1', hostname: null, tunnelIdentity: 'tun0' };
  return { port, renewedAt, renewAt, expiresAt, ...place, ...more };
}

/** The variables of the sink, for this server. */
export function sinkValues(live: Live, environment: Readonly<Record<string, string>> = {}) {
  const all = {
    QBITTORRENT_HOST: live.real.baseUrl,
    QBITTORRENT_USER: CREDENTIALS.username,
    QBITTORRENT_PASS: CREDENTIALS.password,
    ...environment,
  };
  return readEnvironment(qbittorrent('listen').variables, all).values;
}

/** The app that has the sink. */
export function sinkApp(changes: Partial<SinkApp> = {}): SinkApp {
  const log = createLog({
    level: 'info',
    format: 'text',
    color: false,
    write() {},
    hide: (text) => text,
  });
  return {
    name: 'daemon',
    log,
    environment: {},
    clock: systemClock,
    maxReplyBytes: 16_777_216,
    ...changes,
  };
}

/**
 * The sink of an app that starts now, minutes after the test began.
 *
 * @param write Gets the lines of its log.
 */
export function startSink(
  live: Live,
  environment: Readonly<Record<string, string>> = {},
  more: Partial<SinkApp> = {},
  write: (line: string) => void = () => undefined,
) {
  const values = sinkValues(live, environment);
  const hide = (text: string) => text;
  const log = createLog({ level: 'info', format: 'text', color: false, write, hide });
  return qbittorrentSink(values, sinkApp({ log, ...more }));
}

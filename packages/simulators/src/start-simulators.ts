import type { CliOptions } from './cli-options.ts';
import { startControlApi } from './control-api.ts';
import { startNatPmpApiSimulator } from './natpmp/index.ts';
import { loopbackServers } from './pia/loopback-servers.ts';
import { startPiaSimulator } from './pia/start-pia-simulator.ts';
import { startQBittorrentSimulator } from './qbittorrent/index.ts';
import { createSimulatorClock } from './simulator-clock.ts';

const QBITTORRENT_USER = 'admin';
const QBITTORRENT_PASS = 'adminadmin';
const API_TOKEN = 'simulated-token';
/** ProtonVPN's gateways never grant more than this. */
const GRANTED_SECONDS = 60;

/** All simulators with their control API, on one clock. */
export interface RunningSimulators {
  /** For the program under test, and `PORTKEEP_CONTROL_URL` for the test. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts everything that the command line asks for; everything is closed again if a part fails. */
export async function startSimulators(options: CliOptions): Promise<RunningSimulators> {
  const { host, folder, gatewayAddress, gatewayPort, wireguard, dialect, controlPort } = options;
  const clock = createSimulatorClock();
  const started: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const part of started.reverse()) await part.close();
  };
  try {
    const pia = await startPiaSimulator({
      now: clock.now,
      host,
      folder,
      gatewayAddress,
      gatewayPort,
      servers: wireguard ? loopbackServers() : undefined,
      tls: !host.startsWith('127.'),
    });
    started.push(pia);
    const qbittorrent = await startQBittorrentSimulator({
      now: clock.now,
      host,
      dialect,
      username: QBITTORRENT_USER,
      password: QBITTORRENT_PASS,
    });
    started.push(qbittorrent);
    const natpmp = await startNatPmpApiSimulator({
      now: clock.now,
      host,
      token: API_TOKEN,
      grantSeconds: (asked) => Math.min(asked, GRANTED_SECONDS),
    });
    started.push(natpmp);
    const control = await startControlApi({
      clock,
      pia,
      natpmp,
      qbittorrent,
      host,
      port: controlPort,
    });
    started.push(control);
    return {
      environment: {
        ...pia.environment,
        QBITTORRENT_HOST: qbittorrent.baseUrl,
        QBITTORRENT_USER,
        QBITTORRENT_PASS,
        ...natpmp.environment,
        PORTKEEP_CONTROL_URL: control.url,
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

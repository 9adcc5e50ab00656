import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Reachability } from '../reachability.ts';
import { readRequest } from '../read-request.ts';
import type { SimulatedReply } from '../simulated-http.ts';
import { QBittorrentSimulator } from './qbittorrent-simulator.ts';
import type { QBittorrentSimulatorOptions } from './qbittorrent-simulator-options.ts';
import { realPort } from './real-port.ts';

/** Options of {@linkcode startQBittorrentSimulator}. */
export interface StartQBittorrentSimulatorOptions
  extends Omit<QBittorrentSimulatorOptions, 'address' | 'openPort'> {
  /** Port of the WebUI; 0 for any free one. @default {0} */
  readonly port?: number | undefined;
  /** Address of the WebUI and of a real peer port. @default {'127.0.0.1'} */
  readonly host?: string | undefined;
  /** Opens the peer port for real, so that it can be seen and connected to. @default {false} */
  readonly reallyListen?: boolean | undefined;
}

/** A simulator behind a real socket. */
export interface RunningQBittorrentSimulator {
  /** `http://host:port` */
  readonly baseUrl: string;
  readonly port: number;
  /** Faults, oracle tables and everything else. */
  readonly simulator: QBittorrentSimulator;
  /** Resolves when the socket is as open or as closed as the last fault or restart wants it. */
  settled(): Promise<void>;
  /** Ends at once, whatever connections are open. */
  close(): Promise<void>;
}

/**
 * Starts the Web API of a simulated qBittorrent.
 *
 * @throws {Error} `EADDRINUSE` and the like, when the port cannot be opened.
 * @example
 * ```ts
 * import { startQBittorrentSimulator } from '@portkeep/simulators';
 *
 * const qbittorrent = await startQBittorrentSimulator({ dialect: '5.2', password: 'secret' });
 * // ... talk to qbittorrent.baseUrl, then look at qbittorrent.simulator.listeningPort
 * await qbittorrent.close();
 * ```
 */
export async function startQBittorrentSimulator(
  options: StartQBittorrentSimulatorOptions,
): Promise<RunningQBittorrentSimulator> {
  const { host = '127.0.0.1', port: wanted = 0, reallyListen = false, ...rest } = options;
  const server = createServer();
  const reachability = new Reachability(server, host);
  await reachability.open(wanted);
  const { port } = server.address() as AddressInfo;
  const simulator = new QBittorrentSimulator({
    ...rest,
    port,
    address: host,
    openPort: reallyListen ? realPort(host) : undefined,
  });
  const follow = () => reachability.follow(port, () => simulator.reachable);
  simulator.onReachabilityChange(follow);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    response.on('close', follow);
    readRequest(request).then(
      (message) => send(simulator.handle(message), response, simulator.delayMs(message.url)),
      noop,
    );
  });
  return {
    baseUrl: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    simulator,
    settled: () => reachability.settled(),
    async close() {
      simulator.onReachabilityChange(noop);
      simulator.close();
      await reachability.close();
    },
  };
}

function noop(): void {}

/** A hanging reply sends nothing: the connection stays until one side gives up. */
function send(reply: SimulatedReply, response: ServerResponse, delayMs: number): void {
  if (reply.kind === 'hang') return;
  if (reply.kind !== 'reply') {
    response.socket?.resetAndDestroy();
    return;
  }
  const timer = setTimeout(() => {
    const headers = Object.entries(reply.headers).map(([name, value]) =>
      typeof value === 'string' ? [name, value] : [name, [...value]],
    );
    response.writeHead(reply.status, Object.fromEntries(headers)).end(reply.body);
  }, delayMs);
  response.on('close', () => clearTimeout(timer));
}

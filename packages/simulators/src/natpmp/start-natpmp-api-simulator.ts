import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MAX_BODY_BYTES, writeReply } from '@portkeep/natpmp-http-api';
import { Reachability } from '../reachability.ts';
import { readRequest } from '../read-request.ts';
import { hostAndPort } from './host-and-port.ts';
import { NatPmpApiSimulator, type NatPmpReply } from './natpmp-api-simulator.ts';
import type { NatPmpApiSimulatorOptions } from './natpmp-api-simulator-options.ts';

/** Options of {@linkcode startNatPmpApiSimulator}. */
export interface StartNatPmpApiSimulatorOptions extends NatPmpApiSimulatorOptions {
  /** @default {'127.0.0.1'} */
  readonly host?: string | undefined;
  /** 0 for any free one. @default {0} */
  readonly port?: number | undefined;
}

/** A simulator behind a real socket. */
export interface RunningNatPmpApiSimulator {
  /** `host:port` */
  readonly service: string;
  readonly port: number;
  /** `NATPMP_SERVICE`, and `API_TOKEN` when there is one: for Portkeep's sidecar. */
  readonly environment: Readonly<Record<string, string>>;
  /** Faults, oracle tables and everything else. */
  readonly simulator: NatPmpApiSimulator;
  /** Resolves when the socket is as open or as closed as the last fault wants it. */
  settled(): Promise<void>;
  /** Ends at once, whatever connections are open. */
  close(): Promise<void>;
}

/**
 * Starts the HTTP API of a simulated NAT-PMP gateway. Answers take their real time: a
 * quarter of a second for a mapping, more when the workers are busy.
 *
 * @throws {Error} `EADDRINUSE` and the like, when the port cannot be opened.
 * @example
 * ```ts
 * import { startNatPmpApiSimulator } from '@portkeep/simulators';
 *
 * const natpmp = await startNatPmpApiSimulator({ token: 'secret', grantSeconds: () => 60 });
 * // ... run a program with natpmp.environment, then look at natpmp.simulator.mappings
 * await natpmp.close();
 * ```
 */
export async function startNatPmpApiSimulator(
  options: StartNatPmpApiSimulatorOptions = {},
): Promise<RunningNatPmpApiSimulator> {
  const { host = '127.0.0.1', port: wanted = 0, ...rest } = options;
  const simulator = new NatPmpApiSimulator(rest);
  const server = createServer();
  const reachability = new Reachability(server, host);
  await reachability.open(wanted);
  const { port } = server.address() as AddressInfo;
  const follow = () => reachability.follow(port, () => simulator.reachable);
  simulator.onReachabilityChange(follow);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    readRequest(request, MAX_BODY_BYTES + 1).then(
      (message) => send(simulator.handle(message), response),
      noop,
    );
  });
  const service = hostAndPort(host, port);
  const token = rest.token === undefined ? {} : { API_TOKEN: rest.token };
  return {
    service,
    port,
    environment: { NATPMP_SERVICE: service, ...token },
    simulator,
    settled: () => reachability.settled(),
    async close() {
      simulator.onReachabilityChange(noop);
      await reachability.close();
    },
  };
}

function noop(): void {}

/** A hanging reply sends nothing: the connection stays until one side gives up. */
function send(reply: NatPmpReply, response: ServerResponse): void {
  if (reply.kind === 'hang') return;
  if (reply.kind !== 'reply') {
    response.socket?.resetAndDestroy();
    return;
  }
  const timer = setTimeout(() => writeReply(reply, response), reply.delayMs);
  response.on('close', () => clearTimeout(timer));
}

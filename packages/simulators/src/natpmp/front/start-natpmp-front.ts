import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, isIPv4 } from 'node:net';
import { readRequest } from '../../read-request.ts';
import { MAX_BODY_BYTES } from '../api-request.ts';
import { hostAndPort } from '../host-and-port.ts';
import { writeReply } from '../write-reply.ts';
import { NatPmpFront } from './natpmp-front.ts';

/** RFC 6886, 3.1 */
const GATEWAY_PORT = 5351;
/** RFC 6886, 3.1 */
const MOST_TRIES = 9;

/** Options of {@linkcode startNatPmpFront}. */
export interface StartNatPmpFrontOptions {
  /** IPv4 address of the gateway, such as `10.2.0.1`. */
  readonly gateway: string;
  /** @default {5351} */
  readonly gatewayPort?: number | undefined;
  /** Address of the HTTP API. @default {'127.0.0.1'} */
  readonly host?: string | undefined;
  /** Its port, 0 for any free one. @default {0} */
  readonly port?: number | undefined;
  /** Who forwards has to show it; left out, nobody has to. */
  readonly token?: string | undefined;
  /** Longer durations are cut to it; -1 is no limit. @default {300} */
  readonly maxDurationSeconds?: number | undefined;
  /**
   * How often the gateway is asked, from 1 to 9, before it counts as silent: 250 ms for the first
   * answer, twice as long for each further one. @default {9}, 128 s
   */
  readonly tries?: number | undefined;
  /** Called when the gateway's clock shows that it has lost its mappings. */
  readonly onGatewayRestart?: (() => void) | undefined;
}

/** The front behind a real socket. */
export interface RunningNatPmpFront {
  /** `host:port` */
  readonly service: string;
  readonly port: number;
  /** Ends at once, whatever is on its way. The gateway keeps its mappings until they expire. */
  close(): Promise<void>;
}

/**
 * Starts an HTTP API before a real NAT-PMP gateway.
 *
 * It is the API that `NatPmpApiSimulator` simulates, with an error's `reason`, the granted `lifetime`
 * and the gateway's `epoch` added, and without its traps: lost packets are sent again, a renewal
 * suggests the port it had, `internal_port` 0 is refused, and a gateway that restarted gets all
 * mappings anew.
 *
 * @throws {RangeError} when an option makes no sense
 * @throws {Error} `EADDRINUSE` and the like, when the port cannot be opened.
 * @example
 * ```ts
 * import { startNatPmpFront } from '@portkeep/simulators';
 *
 * const front = await startNatPmpFront({ gateway: '127.0.0.1', token: 'secret', tries: 5 });
 * // curl -H 'Authorization: Bearer secret' --json '{"internal_port":6881,"protocol":"tcp","duration":60}'
 * await front.close();
 * ```
 */
export async function startNatPmpFront(
  options: StartNatPmpFrontOptions,
): Promise<RunningNatPmpFront> {
  const { gateway, gatewayPort = GATEWAY_PORT, host = '127.0.0.1', tries = MOST_TRIES } = options;
  const { maxDurationSeconds = 300, token, onGatewayRestart = () => {} } = options;
  check(isIPv4(gateway), `'${gateway}' is not an IPv4 address`);
  check(Number.isInteger(tries) && tries >= 1 && tries <= MOST_TRIES, "'tries' are 1 to 9");
  check(
    Number.isInteger(maxDurationSeconds) && (maxDurationSeconds > 0 || maxDurationSeconds === -1),
    "'maxDurationSeconds' is a whole number above 0, or -1 for no limit",
  );
  const front = new NatPmpFront({
    gateway: { address: gateway, port: gatewayPort, tries },
    token,
    maxDurationSeconds,
    onGatewayRestart,
  });
  const server = createServer((request, response) => {
    answer(front, request, response).catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    service: hostAndPort(host, port),
    port,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await Promise.all([closed, front.close()]);
    },
  };
}

function check(holds: boolean, what: string): void {
  if (!holds) throw new RangeError(`Cannot start the NAT-PMP front: ${what}`);
}

async function answer(
  front: NatPmpFront,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const message = await readRequest(request, MAX_BODY_BYTES + 1);
  writeReply(await front.handle(message, gone.signal), response);
}

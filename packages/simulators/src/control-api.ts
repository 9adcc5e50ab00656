import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runControl } from './control-commands.ts';
import { ControlRequestError } from './control-fields.ts';
import type { ControlTargets } from './control-targets.ts';
import { readRequest } from './read-request.ts';

/** Options of {@linkcode startControlApi}. */
export interface StartControlApiOptions extends ControlTargets {
  /** Default `127.0.0.1`. Every program that reaches it controls the simulators. */
  readonly host?: string | undefined;
  /** Default 0: any free one. */
  readonly port?: number | undefined;
}

/** The control API behind a real socket. */
export interface RunningControlApi {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts an HTTP API that shows and changes the simulators' state, for tests that run them in
 * another process. Every change is in force when its answer arrives.
 *
 * @throws {Error} such as `EADDRINUSE`
 * @example
 * ```ts
 * import { createSimulatorClock, startControlApi, startPiaSimulator } from '@portkeep/simulators';
 *
 * const clock = createSimulatorClock();
 * const pia = await startPiaSimulator({ now: clock.now });
 * const control = await startControlApi({ clock, pia });
 * // curl -X POST -d '{"target":"bindPort","fault":"busy","times":2}' "$url/faults"
 * await control.close();
 * await pia.close();
 * ```
 */
export async function startControlApi(options: StartControlApiOptions): Promise<RunningControlApi> {
  const { host = '127.0.0.1', port = 0, ...targets } = options;
  const server = createServer((request, response) => {
    answer(request, response, targets).catch(() => response.destroy());
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  targets: ControlTargets,
): Promise<void> {
  const { method, url, body } = await readRequest(request);
  const { status, value } = await run(`${method} ${url}`, body, targets);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(value, null, 2)}\n`);
}

async function run(
  route: string,
  body: string,
  targets: ControlTargets,
): Promise<{ status: number; value: unknown }> {
  try {
    return { status: 200, value: await runControl(route, body, targets) };
  } catch (error) {
    // RangeError: a simulator refused a value, such as the name of a server.
    if (error instanceof ControlRequestError) return { status: error.status, value: shown(error) };
    if (error instanceof RangeError) return { status: 400, value: shown(error) };
    throw error;
  }
}

function shown(error: Error): { error: string } {
  return { error: error.message };
}

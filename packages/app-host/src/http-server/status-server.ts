import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ConfigurationError } from '../environment/configuration-error.ts';
import {
  formatHostAndPort,
  type HostAndPort,
  type ListenAddress,
} from '../environment/kinds/listen-address.ts';
import type { Log } from '../log/log.ts';
import { ConnectionPlaces } from './connection-places.ts';
import { INSTANCE_HEADER, instanceMark } from './instance-mark.ts';
import { openServer } from './open-server.ts';
import { type StatusReply, statusRoute } from './status-route.ts';
import type { StatusView } from './status-view.ts';

/** The longest lifetime of a connection: it carries one request, and probes are quick. */
const CONNECTION_MS = 5_000;
const MOST_CONNECTIONS = 64;
const MOST_HEADER_BYTES = 8_192;

/** Options of {@linkcode startStatusServer}. */
export interface StatusServerOptions {
  /** The app's name, so that clients know which app answers; see {@linkcode instanceMark}. */
  readonly app: string;
  readonly listen: ListenAddress;
  /** Whether the address was configured, not the default: then it must work. */
  readonly explicit: boolean;
  readonly view: StatusView;
  readonly log: Log;
}

/** A running status server, or one that is off. */
export interface StatusServer {
  /** Where it listens; `undefined` if it does not. */
  readonly address: HostAndPort | undefined;
  close(): void;
}

/**
 * Starts the server of `/healthz`, `/startupz`, `/readyz`, `/status` and `/metrics`.
 *
 * A default address that cannot be used is only a warning, because two apps in one network namespace
 * are common.
 *
 * @throws {ConfigurationError} if an explicit address cannot be used.
 */
export async function startStatusServer(options: StatusServerOptions): Promise<StatusServer> {
  const { app, listen, explicit, view, log } = options;
  if (listen === 'off') return { address: undefined, close() {} };

  const mark = instanceMark(app);
  const server = createServer({ maxHeaderSize: MOST_HEADER_BYTES }, (request, response) => {
    response.setHeader(INSTANCE_HEADER, mark);
    send(request, response, answer(request, view, log));
  });
  const places = new ConnectionPlaces(MOST_CONNECTIONS);
  server.on('connection', (socket) => {
    places.add(socket);
    // One deadline for everything: a client that sends a trickle of data never runs into an idle timeout.
    const deadline = setTimeout(() => socket.destroy(), CONNECTION_MS);
    socket.once('close', () => clearTimeout(deadline));
  });

  const problem = await openServer(server, listen);
  if (problem !== undefined) {
    const text = `cannot listen on ${formatHostAndPort(listen)}: ${problem.why}`;
    if (explicit) {
      const { advice = 'choose another, or off' } = problem;
      throw new ConfigurationError([`HTTP_LISTEN ${text}; ${advice}`]);
    }
    const { advice = 'set HTTP_LISTEN to a free address' } = problem;
    log.warn(`The status server is off: it ${text}; ${advice}`);
    return { address: undefined, close() {} };
  }
  server.on('error', (error) => log.warn('The status server reports an error', { error }));

  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : listen.port;
  return {
    address: { host: listen.host, port },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(request: IncomingMessage, view: StatusView, log: Log): StatusReply {
  const { headers } = request;
  const body = headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0;
  try {
    const reply = statusRoute(request.method ?? 'GET', request.url ?? '/', view);
    // The answer to a wrong path or method takes precedence, even for a request with a body.
    if (!body || reply.status === 404 || reply.status === 405) return reply;
    return { status: 413, headers: { 'content-type': 'text/plain' }, body: 'No body, please\n' };
  } catch (error) {
    log.error('The status page failed', { path: request.url, error });
    return { status: 500, headers: { 'content-type': 'text/plain' }, body: 'Internal error\n' };
  }
}

function send(request: IncomingMessage, response: ServerResponse, reply: StatusReply): void {
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-length': Buffer.byteLength(reply.body),
    connection: 'close',
  });
  response.end(request.method === 'HEAD' ? '' : reply.body);
}

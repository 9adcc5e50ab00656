import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  ConfigurationError,
  formatHostAndPort,
  type HostAndPort,
  INSTANCE_HEADER,
  instanceMark,
  type Log,
  openServer,
  type StatusView,
  statusRoute,
} from '@portkeep/app-host';
import { jsonReply, writeReply } from '@portkeep/natpmp-http-api';
import { BodyReader } from './body-reader.ts';
import type { FrontApi } from './front-api.ts';
import { limitConnections } from './limit-connections.ts';

/** A request of a few bytes has arrived by then, or never will. */
const REQUEST_MS = 10_000;
/** How often to check that; Node.js would do it every 30 s. */
const CHECK_MS = 2_000;
const MOST_CONNECTIONS = 1_024;
/** A host may run hundreds of sidecars that send requests from its one address. */
const MOST_FROM_ONE_ADDRESS = 512;

const TOO_MUCH = jsonReply(503, { error: 'Others are sending too much at the moment' });

/** Options of {@linkcode startApi}. */
export interface StartApiOptions {
  /** The app's name, for the instance mark of the health check. */
  readonly app: string;
  readonly listen: HostAndPort;
  readonly api: Pick<FrontApi, 'answer'>;
  readonly view: StatusView;
  readonly log: Log;
  /** Ends the server and every connection. */
  readonly signal: AbortSignal;
}

/**
 * Serves the API, and the pages of the status server beside it.
 *
 * @returns where it listens.
 * @throws {ConfigurationError} when the address cannot be used.
 */
export async function startApi(options: StartApiOptions): Promise<HostAndPort> {
  const { listen, log, signal } = options;
  const mark = instanceMark(options.app);
  const bodies = new BodyReader();
  const limits = { requestTimeout: REQUEST_MS, connectionsCheckingInterval: CHECK_MS };
  const server = createServer(limits, (request, response) => {
    response.setHeader(INSTANCE_HEADER, mark);
    answer(request, response, bodies, options).catch((error: unknown) => {
      if (!response.destroyed) log.error('A request failed', { path: request.url, error });
      response.destroy();
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  limitConnections(server, MOST_FROM_ONE_ADDRESS);
  const problem = await openServer(server, listen);
  if (problem !== undefined) {
    const { why, advice = 'choose another' } = problem;
    const text = `cannot listen on ${formatHostAndPort(listen)}: ${why}`;
    throw new ConfigurationError([`HTTP_LISTEN ${text}; ${advice}`]);
  }
  server.on('error', (error) => log.warn('The server reports an error', { error }));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  signal.addEventListener('abort', stop, { once: true });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : listen.port;
  return { host: listen.host, port };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  bodies: BodyReader,
  { api, view }: StartApiOptions,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const { method = 'GET', url = '/', headers, socket } = request;
  const body = await bodies.read(request, response);
  if (body === undefined) {
    response.shouldKeepAlive = false;
    return writeReply(TOO_MUCH, response);
  }
  const page = statusRoute(method, url, view);
  if (page.status !== 404) {
    const length = String(Buffer.byteLength(page.body));
    const whole = { ...page, headers: { ...page.headers, 'content-length': length } };
    return writeReply(method === 'HEAD' ? { ...whole, body: '' } : whole, response);
  }
  const message = {
    method,
    url,
    headers: { authorization: headers.authorization, 'content-type': headers['content-type'] },
    body,
    sourceAddress: socket.remoteAddress ?? '',
  };
  writeReply(await api.answer(message, gone.signal), response);
}

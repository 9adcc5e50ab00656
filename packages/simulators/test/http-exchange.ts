import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';

/** What came back. */
export interface HttpExchange {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Sends one request on a connection of its own.
 *
 * @throws {Error} of the connection, such as `ECONNREFUSED`; `ABORT_ERR` by the signal
 */
export async function httpExchange(
  url: string,
  options: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
    readonly signal?: AbortSignal;
  } = {},
): Promise<HttpExchange> {
  const { body = '', ...rest } = options;
  const sent = request(url, { ...rest, agent: false }).end(body);
  const [reply] = await once(sent, 'response');
  reply.setEncoding('utf8');
  const chunks: string[] = await reply.toArray();
  return { status: reply.statusCode, headers: reply.headers, body: chunks.join('') };
}

/** Sends a correct `POST /forward`. */
export function postForward(
  service: string,
  body: string,
  options: { readonly token?: string; readonly signal?: AbortSignal } = {},
): Promise<HttpExchange> {
  const authorization = options.token && { authorization: `Bearer ${options.token}` };
  return httpExchange(`http://${service}/forward`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body,
    ...(options.signal && { signal: options.signal }),
  });
}

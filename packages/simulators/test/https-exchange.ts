import { type RequestOptions, request } from 'node:https';
import type { RunningPiaSimulator } from '../src/pia/start-pia-simulator.ts';

/** The outcome of an HTTPS request: an answer, or the code of the error. */
export interface Exchange {
  readonly status: number | undefined;
  readonly body: string;
  readonly code: string | undefined;
}

/** Asks the gateway as a careful client does: own CA only, the name of the server. */
export function askGateway(
  pia: RunningPiaSimulator,
  path: string,
  options: RequestOptions = {},
): Promise<Exchange> {
  return exchange({
    host: pia.gatewayAddress,
    port: pia.gatewayPort,
    path,
    servername: pia.hostname,
    ca: pia.caPem,
    ...options,
  });
}

/** The status or error code of a `GET /ping` with the right name. */
export async function ping(pia: RunningPiaSimulator): Promise<number | string | undefined> {
  const { status, code } = await askGateway(pia, '/ping');
  return code ?? status;
}

/** Never rejects: the tests check failures too. */
export function exchange(options: RequestOptions): Promise<Exchange> {
  return new Promise((resolve) => {
    let body = '';
    let status: number | undefined;
    const fail = (error: Error & { code?: string }): void =>
      resolve({ status, body, code: error.code ?? error.message });
    request({ agent: false, ...options }, (reply) => {
      status = reply.statusCode;
      reply.setEncoding('utf8');
      reply.on('data', (text: string) => {
        body += text;
      });
      reply.on('end', () => resolve({ status, body, code: undefined }));
      reply.on('error', fail);
    })
      .on('error', fail)
      .end();
  });
}

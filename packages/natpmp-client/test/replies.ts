import type { HttpReply, HttpRequest, Transport, TransportOptions } from '@portkeep/http';

export const json = (status: number, body: unknown): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export const plain = (status: number, body: string): HttpReply => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

export const empty = (status: number, headers: HttpReply['headers'] = {}): HttpReply => ({
  status,
  headers,
  body: '',
});

/** Bodies as version 1.0.1 of the API sends them. */
export const MAPPED = json(
  200,
  '{"internal_port":7001,"external_port":7001,"protocol":"tcp","duration":60}',
);
export const RELEASED = json(
  200,
  '{"internal_port":7001,"external_port":0,"protocol":"tcp","duration":0}',
);
export const HEALTHY = json(
  200,
  '{"status":"healthy","timestamp":"2026-11-21T02:36:21.960036704+00:00"}',
);
export const UNAUTHORIZED = json(401, '{"error":"Unauthorized"}');
export const GATEWAY_FAILED = json(500, '{"error":"Failed to request port mapping"}');
export const NO_ROUTE = json(500, '{"error":"Failed to create NAT-PMP client"}');

/** Records the requests and gives one prepared answer after the other. */
export class ScriptedTransport {
  readonly requests: HttpRequest[] = [];
  readonly options: TransportOptions[] = [];
  readonly #script: (HttpReply | Error)[];

  constructor(...script: (HttpReply | Error)[]) {
    this.#script = script;
  }

  readonly send: Transport = async (request, options) => {
    this.requests.push(request);
    this.options.push(options);
    const next = this.#script.shift();
    if (next === undefined) throw new Error('no prepared answer is left');
    if (next instanceof Error) throw next;
    return next;
  };
}

/** Never answers, but heeds its signal. */
export const silentTransport: Transport = (_request, { signal }) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
  });

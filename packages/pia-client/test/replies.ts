import type { HttpReply, HttpRequest, Transport, TransportOptions } from '@portkeep/http';

export function reply(
  status: number,
  body: unknown,
  headers: HttpReply['headers'] = {},
): HttpReply {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** A transport that records its requests and gives one prepared answer after the other. */
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

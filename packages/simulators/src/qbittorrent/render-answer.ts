import type { SimulatedReply } from '../simulated-http.ts';
import type { Answer } from './answer.ts';
import type { ServerState } from './server-state.ts';
import { standardHeaders } from './standard-headers.ts';

/** A reply that goes out as an HTTP message. */
export type HttpSimulatedReply = SimulatedReply & { readonly kind: 'reply' };

/** Turns an answer into a whole reply. A 204 has no content type; a HEAD gets no body. */
export function renderAnswer(
  state: ServerState,
  method: string,
  answer: Answer,
): HttpSimulatedReply {
  const { status, text, json, html, cookie } = answer;
  const content =
    json !== undefined
      ? { type: 'application/json', body: JSON.stringify(json) }
      : html !== undefined
        ? { type: 'text/html; charset=UTF-8', body: html }
        : { type: 'text/plain; charset=UTF-8', body: text ?? '' };
  return {
    kind: 'reply',
    status,
    headers: {
      ...standardHeaders(state.dialect),
      ...(status === 204 ? {} : { 'content-type': content.type }),
      ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
    },
    body: method === 'HEAD' ? '' : content.body,
  };
}

import { jsonReply } from '@portkeep/natpmp-http-api';
import type { ActiveFault } from '../fault-slot.ts';
import type { SimulatedReply } from '../simulated-http.ts';
import type { NatPmpExchangeFault } from './faults.ts';

/** What the client gets instead of the API's answer; `undefined` when the API answers, however late. */
export function exchangeReply({
  fault,
  retryAfterSeconds,
}: ActiveFault<NatPmpExchangeFault>): SimulatedReply | undefined {
  switch (fault) {
    case 'not-json':
      return htmlReply(200, 'Welcome to the hotel network');
    case 'html-502':
      return htmlReply(502, '502 Bad Gateway');
    case 'rate-limited': {
      const reply = jsonReply(429, { error: 'Too Many Requests' });
      if (retryAfterSeconds === undefined) return reply;
      return { ...reply, headers: { ...reply.headers, 'retry-after': String(retryAfterSeconds) } };
    }
    case 'hang':
      return { kind: 'hang' };
    case 'reset':
      return { kind: 'reset' };
    case 'slow':
      return undefined;
  }
}

/** A page of a server in front of the API. */
function htmlReply(status: number, title: string): SimulatedReply {
  const body = `<html><body><h1>${title}</h1></body></html>\n`;
  const headers = { 'content-type': 'text/html', 'content-length': String(body.length) };
  return { kind: 'reply', status, headers, body };
}

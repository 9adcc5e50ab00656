import type { ActiveFault } from '../fault-slot.ts';
import type { SimulatedReply } from '../simulated-http.ts';
import { htmlReply, jsonReply } from './api-replies.ts';
import type { NatPmpExchangeFault } from './faults.ts';

/** What the client meets in place of the API; `undefined` when the API answers, however late. */
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

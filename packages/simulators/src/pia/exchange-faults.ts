import type { ActiveFault } from '../fault-slot.ts';
import type { SimulatedReply } from '../simulated-http.ts';
import type { ExchangeFault } from './faults.ts';
import { htmlReply, jsonReply, textReply } from './replies.ts';

/** Size of the `huge-body` answer in bytes: more than any client should take in. */
export const HUGE_BODY_BYTES: number = 16 * 1024 * 1024;

/** How late `slow` is by default: later than most clients wait. */
const DEFAULT_SLOW_MS = 11_000;

/**
 * What a faulty HTTP endpoint answers.
 *
 * @param answer the right answer with its effects; run only by the faults behind which the
 * server did its work (`reply-lost`, `cut-off`, `slow-drip`, `slow`)
 */
export function exchangeReply(
  { fault, delayMs }: Pick<ActiveFault<ExchangeFault>, 'fault' | 'delayMs'>,
  answer: () => SimulatedReply,
): SimulatedReply {
  switch (fault) {
    case 'html-504':
      return htmlReply(504, 'Gateway Time-out');
    case 'server-error':
      return jsonReply(500, { status: 'ERROR', message: 'internal server error' });
    case 'not-found':
      return htmlReply(404, 'Not Found');
    case 'redirect':
      return htmlReply(302, 'Found', { location: '/ar/gtoken/generateToken' });
    case 'not-json':
      return textReply(200, 'Welcome to the hotel network');
    case 'empty-body':
      return textReply(200, '');
    case 'no-content':
      return { kind: 'reply', status: 204, headers: {}, body: '' };
    case 'empty-reply':
      return { kind: 'empty-reply' };
    case 'reset':
      return { kind: 'reset' };
    case 'huge-body':
      return jsonReply(200, { padding: 'x'.repeat(HUGE_BODY_BYTES) });
    case 'reply-lost':
      answer();
      return { kind: 'reset' };
    case 'cut-off':
    case 'slow-drip': {
      const reply = answer();
      return reply.kind === 'reply' ? { ...reply, kind: fault } : reply;
    }
    case 'slow': {
      const reply = answer();
      return reply.kind === 'reply' ? { ...reply, delayMs: delayMs ?? DEFAULT_SLOW_MS } : reply;
    }
  }
}

import type { SimulatedReply } from '../simulated-http.ts';
import { type Answer, textAnswer } from './answer.ts';
import { answerRequest } from './answer-request.ts';
import { BANNED_TEXT } from './check-password.ts';
import type { QBittorrentFault } from './fault.ts';
import { renderAnswer } from './render-answer.ts';
import type { ServerState } from './server-state.ts';
import type { readWebRequest, WebRequest } from './web-request.ts';

const LOGIN = '/api/v2/auth/login';

const BAD_GATEWAY: SimulatedReply = {
  kind: 'reply',
  status: 502,
  headers: { 'content-type': 'text/html', server: 'nginx' },
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
};

/** Replies to a request while a fault, if any, is on. */
export function replyTo(
  state: ServerState,
  request: ReturnType<typeof readWebRequest>,
  fault: QBittorrentFault | undefined,
): SimulatedReply {
  if (!state.running || fault?.kind === 'down') return { kind: 'refuse' };
  if (fault?.kind === 'hang' || fault?.kind === 'reset') return { kind: fault.kind };
  if (fault?.kind === 'html-502') return BAD_GATEWAY;
  if (typeof request === 'string') {
    // The parser's own refusals carry no headers and end the connection.
    const status = request === 'unknown-method' ? state.traits.unknownMethodStatus : 400;
    return { kind: 'reply', status, headers: { connection: 'close' }, body: '' };
  }
  const answer = faultyAnswer(request, fault) ?? answerRequest(state, request);
  return renderAnswer(state, request.method, answer);
}

/** The answer that a fault gives instead of the right one. */
function faultyAnswer(
  { path, headers }: WebRequest,
  fault: QBittorrentFault | undefined,
): Answer | undefined {
  if (fault?.kind === 'wrong-host') return textAnswer(401);
  if (fault?.kind === 'forbidden-always' && path !== LOGIN) return textAnswer(403);
  // Sessions from before a ban continue; only new logins are refused.
  const provesIdentity = path === LOGIN || /^basic /i.test(headers.authorization ?? '');
  if (fault?.kind === 'ban' && provesIdentity) return textAnswer(403, BANNED_TEXT);
  return undefined;
}

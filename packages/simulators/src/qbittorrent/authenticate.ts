import { type Answer, textAnswer } from './answer.ts';
import { BANNED_TEXT, checkPassword } from './check-password.ts';
import type { ServerState } from './server-state.ts';
import { renewedCookie, sessionCookie } from './session-cookie.ts';
import type { Session } from './session-table.ts';
import type { WebRequest } from './web-request.ts';

/** The sender of a request. `cookie` is a `Set-Cookie` value that goes out with every answer. */
export type Caller =
  | { readonly kind: 'session'; readonly session: Session; readonly cookie: string | undefined }
  | { readonly kind: 'api-key' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'refused'; readonly answer: Answer };

/** Finds the caller by API key, by session cookie, by the local bypass, by Basic credentials. */
export function authenticate(state: ServerState, request: WebRequest): Caller {
  const { preferences, sessions, traits } = state;
  if (isBearer(state, request)) {
    const [, key = ''] = (request.headers.authorization ?? '').split(' ');
    const apiKey = preferences.text('web_ui_api_key');
    return apiKey !== '' && key === apiKey ? { kind: 'api-key' } : { kind: 'nobody' };
  }
  const id = request.cookies[state.cookieName()] ?? '';
  const session = sessions.use(id, state.now(), preferences.number('web_ui_session_timeout'));
  if (session !== undefined) {
    return { kind: 'session', session, cookie: renewedCookie(state, session) };
  }
  if (preferences.flag('bypass_local_auth') && isLoopback(request.sourceAddress)) {
    return startSession(state);
  }
  const [scheme = '', credentials = ''] = (request.headers.authorization ?? '').split(' ');
  if (!traits.authorizationHeader || scheme.toLowerCase() !== 'basic') return { kind: 'nobody' };
  return basic(state, request, credentials);
}

/** True for a request that carries an API key, good or bad, to a release that knows API keys. */
export function isBearer(state: ServerState, request: WebRequest): boolean {
  return state.traits.authorizationHeader && /^bearer /i.test(request.headers.authorization ?? '');
}

/** Each request with Basic credentials and without a cookie starts one more session. */
function basic(state: ServerState, request: WebRequest, credentials: string): Caller {
  const [username = '', ...rest] = Buffer.from(credentials, 'base64').toString().split(':');
  const result = checkPassword(state, {
    sourceAddress: request.sourceAddress,
    username,
    password: rest.join(':'),
    by: 'basic',
  });
  if (result === 'accepted') return startSession(state);
  const answer = result === 'banned' ? textAnswer(403, BANNED_TEXT) : textAnswer(401);
  return { kind: 'refused', answer };
}

function startSession(state: ServerState): Caller {
  const session = state.sessions.start(state.now());
  return { kind: 'session', session, cookie: sessionCookie(state, session) };
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}

import { type Answer, textAnswer } from './answer.ts';
import { BANNED_TEXT, checkPassword } from './check-password.ts';
import type { Endpoint, EndpointCall } from './endpoint.ts';
import type { ServerState } from './server-state.ts';
import { endedCookie, sessionCookie } from './session-cookie.ts';

/** `auth/login` and `auth/logout`. */
export const AUTH_ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'auth/login': { post: true, answer: login },
  'auth/logout': {
    post: true,
    answer(state, { session }) {
      if (session !== undefined) state.sessions.end(session.id);
      return { ...textAnswer(200), cookie: endedCookie(state) };
    },
  },
};

/** With a live session the password is not checked. */
function login(state: ServerState, { parameters, request, session }: EndpointCall): Answer {
  const accepted = state.traits.statusLogin ? { status: 204 } : textAnswer(200, 'Ok.');
  if (session !== undefined) return accepted;
  const result = checkPassword(state, {
    sourceAddress: request.sourceAddress,
    username: parameters.username ?? '',
    password: parameters.password ?? '',
    by: 'form',
  });
  if (result === 'banned') return textAnswer(403, BANNED_TEXT);
  if (result === 'rejected') {
    return state.traits.statusLogin ? textAnswer(401) : textAnswer(200, 'Fails.');
  }
  return { ...accepted, cookie: sessionCookie(state, state.sessions.start(state.now())) };
}

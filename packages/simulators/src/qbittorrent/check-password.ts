import type { ServerState } from './server-state.ts';

/** Checks one pair of credentials, records the outcome and counts towards the ban. */
export function checkPassword(
  state: ServerState,
  attempt: {
    readonly sourceAddress: string;
    readonly username: string;
    readonly password: string;
    readonly by: 'form' | 'basic';
  },
): 'accepted' | 'rejected' | 'banned' {
  const { guard, preferences } = state;
  const { sourceAddress, username, by } = attempt;
  const at = state.now();
  const limit = preferences.number('web_ui_max_auth_fail_count');
  const good =
    username === preferences.text('web_ui_username') && attempt.password === state.password;
  const banned = guard.isBanned(sourceAddress, at, limit);
  const result = banned ? 'banned' : good ? 'accepted' : 'rejected';
  state.logins.push({ at, sourceAddress, username, result, by });
  if (result === 'accepted') guard.forget(sourceAddress);
  if (result === 'rejected') {
    guard.failed(sourceAddress, at, limit, preferences.number('web_ui_ban_duration'));
  }
  return result;
}

/** The text of the 403 that a banned address gets, also with the right password. */
export const BANNED_TEXT =
  'Your IP address has been banned after too many failed authentication attempts.';

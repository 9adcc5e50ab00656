import type { ServerState } from './server-state.ts';
import type { Session } from './session-table.ts';

const DAY_MS = 86_400_000;

/** The `Set-Cookie` value of a new session; without an expiry up to 5.1. */
export function sessionCookie(state: ServerState, session: Session): string {
  const pair = `${state.cookieName()}=${session.id}; HttpOnly`;
  const csrf = state.preferences.flag('web_ui_csrf_protection_enabled');
  if (state.dialect === '4.5') return `${pair}; path=/${csrf ? '; SameSite=Strict' : ''}`;
  if (state.dialect === '5.1') return `${pair}${csrf ? '; SameSite=Strict' : ''}; path=/`;
  const timeoutMs = state.preferences.number('web_ui_session_timeout') * 1000;
  const lifetimeMs = timeoutMs > 0 ? timeoutMs : 365 * DAY_MS;
  const now = state.now();
  session.cookieDueAt = now + Math.min(lifetimeMs / 2, DAY_MS);
  return `${pair}${csrf ? '; SameSite=Lax' : ''}; expires=${cookieDate(now + lifetimeMs)}; path=/`;
}

/** 5.2 sends a cookie's new expiry after half of its time, and after each change of preferences. */
export function renewedCookie(state: ServerState, session: Session): string | undefined {
  if (!state.traits.statusLogin || state.now() < session.cookieDueAt) return undefined;
  return sessionCookie(state, session);
}

/** The cookie of an ended session: one day in the past. */
export function endedCookie(state: ServerState): string {
  return `${state.cookieName()}=; expires=${cookieDate(state.now() - DAY_MS)}; path=/`;
}

/** `Sat, 21-Nov-2026 04:04:56 GMT`: the old form with dashes. */
function cookieDate(time: number): string {
  return new Date(time).toUTCString().replace(/(\d\d) (\w{3}) (\d{4})/, '$1-$2-$3');
}

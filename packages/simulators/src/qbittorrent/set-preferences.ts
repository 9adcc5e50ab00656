import { type Answer, textAnswer } from './answer.ts';
import type { ServerState } from './server-state.ts';

/** `app/setPreferences`: 200 for nearly everything, also for text that is no JSON. */
export function setPreferences(state: ServerState, json: string): Answer {
  const { web_ui_api_key: readOnly, ...patch } = parseObject(json);
  const problem = state.traits.checksCredentials ? credentialProblem(patch) : undefined;
  if (problem !== undefined) return textAnswer(400, problem);
  applyPreferences(state, patch);
  return textAnswer(200);
}

/** What a patch does, from any sender: values, peer port, password, cookies. */
export function applyPreferences(
  state: ServerState,
  patch: Readonly<Record<string, unknown>>,
): void {
  const changed = state.preferences.patch(patch);
  const password = patch.web_ui_password;
  if (typeof password === 'string' && password.length >= 6) state.password = password;
  if (changed) state.sessions.renewCookies();
  state.listener.apply(state.preferences);
}

function parseObject(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function credentialProblem(patch: Readonly<Record<string, unknown>>): string | undefined {
  const { web_ui_username: username, web_ui_password: password } = patch;
  if (typeof username === 'string') {
    if (username.length < 3) return 'WebUI username must be at least 3 characters long';
    if (username.includes(':')) return 'WebUI username cannot contain a colon';
  }
  if (typeof password === 'string' && password.length < 6) {
    return 'WebUI password must be at least 6 characters long';
  }
  return undefined;
}

import { type Answer, textAnswer } from './answer.ts';
import { APP_ENDPOINTS } from './app-endpoints.ts';
import { AUTH_ENDPOINTS } from './auth-endpoints.ts';
import { authenticate, type Caller, isBearer } from './authenticate.ts';
import type { Endpoint } from './endpoint.ts';
import { hostIsAllowed, isCrossSite } from './request-guard.ts';
import type { ServerState } from './server-state.ts';
import { TRANSFER_ENDPOINTS } from './transfer-endpoints.ts';
import type { WebRequest } from './web-request.ts';

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  ...AUTH_ENDPOINTS,
  ...APP_ENDPOINTS,
  ...TRANSFER_ENDPOINTS,
};

/** Scopes of the real API; an action of one of them that is not simulated answers as unknown. */
const SCOPES = ['app', 'auth', 'log', 'rss', 'search', 'sync', 'torrents', 'transfer'];

const API = /^\/api\/v2\/([A-Za-z]+)\/([A-Za-z]+)$/;

/** Answers one request, with the checks in the order of the real server. */
export function answerRequest(state: ServerState, request: WebRequest): Answer {
  if (!isTrusted(state, request)) return textAnswer(401);
  const caller = authenticate(state, request);
  if (caller.kind === 'refused') return caller.answer;
  const answer = dispatch(state, request, caller);
  const cookie = caller.kind === 'session' ? caller.cookie : undefined;
  return cookie === undefined ? answer : { cookie, ...answer };
}

function isTrusted(state: ServerState, request: WebRequest): boolean {
  const { preferences, port, address } = state;
  const domains = preferences.text('web_ui_domain_list');
  if (
    preferences.flag('web_ui_host_header_validation_enabled') &&
    !hostIsAllowed(request, { port, address, domains })
  ) {
    return false;
  }
  const checked = preferences.flag('web_ui_csrf_protection_enabled') && !isBearer(state, request);
  return !checked || !isCrossSite(request);
}

function dispatch(state: ServerState, request: WebRequest, caller: Caller): Answer {
  const [, scope = '', action = ''] = API.exec(request.path) ?? [];
  if (scope === '') return webPage(state, request);
  if (scope === 'auth' && isBearer(state, request)) return textAnswer(403);
  const name = `${scope}/${action}`;
  if (caller.kind === 'nobody' && name !== 'auth/login') return textAnswer(403);
  if (!SCOPES.includes(scope)) return textAnswer(404);
  const endpoint = ENDPOINTS[name];
  if (endpoint === undefined || (endpoint.only ?? state.dialect) !== state.dialect) {
    return textAnswer(404, state.traits.unknownActionText);
  }
  const { method, parameters } = request;
  if (endpoint.post === true && method !== 'POST') return textAnswer(405);
  if (method === 'HEAD' && !state.traits.headAllowed) return textAnswer(405);
  const missing = (endpoint.requires ?? []).filter((key) => parameters[key] === undefined);
  if (missing.length > 0) {
    const named = state.traits.namesMissingParameters;
    return textAnswer(
      400,
      named ? `Missing required parameters: ${missing.join(', ')}` : undefined,
    );
  }
  const session = caller.kind === 'session' ? caller.session : undefined;
  return endpoint.answer(state, { request, parameters, session });
}

/** The page of the WebUI needs no session; an API key opens only the API. */
function webPage(state: ServerState, { path, ...request }: WebRequest): Answer {
  const isPage = path === '/' || path === '/index.html';
  if (!isPage || isBearer(state, { path, ...request })) return textAnswer(404);
  return { status: 200, html: '<!DOCTYPE html><title>qBittorrent WebUI</title>' };
}

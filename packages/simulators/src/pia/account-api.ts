import type { ActiveFault, FaultSlot } from '../fault-slot.ts';
import type { SimulatedReply, SimulatedRequest } from '../simulated-http.ts';
import type { AccountTable } from './account-table.ts';
import { readCredentials } from './credentials.ts';
import { exchangeReply } from './exchange-faults.ts';
import { type PiaFaults, TOKEN_FAULTS, type TokenFault } from './faults.ts';
import { compactJsonReply, htmlReply, jsonReply, textReply } from './replies.ts';
import type { TokenTable } from './token-table.ts';

/** `POST /api/client/v2/token`. */
export class AccountApi {
  readonly #now: () => number;
  readonly #accounts: AccountTable;
  readonly #tokens: TokenTable;
  readonly #faults: FaultSlot<PiaFaults['token']>;

  constructor(
    now: () => number,
    accounts: AccountTable,
    tokens: TokenTable,
    faults: FaultSlot<PiaFaults['token']>,
  ) {
    this.#now = now;
    this.#accounts = accounts;
    this.#tokens = tokens;
    this.#faults = faults;
  }

  handle(request: SimulatedRequest, { pathname }: URL): SimulatedReply {
    if (pathname !== '/api/client/v2/token') return htmlReply(404, 'Not Found');
    if (request.method !== 'POST') return htmlReply(405, 'Method Not Allowed');
    const at = this.#now();
    const active = this.#faults.take(TOKEN_FAULTS);
    if (active === undefined) return this.#logIn(request, at);
    const username = readCredentials(request)?.username ?? null;
    this.#accounts.logins.push({ at, username, result: active.fault });
    return faultyReply(active, () => this.#tokenReply(username ?? '', at));
  }

  #logIn(request: SimulatedRequest, at: number): SimulatedReply {
    const credentials = readCredentials(request);
    const username = credentials?.username ?? null;
    const limit = this.#accounts.limitReachedAt(at);
    if (limit !== undefined) {
      this.#accounts.logins.push({ at, username, result: 'rate-limited' });
      return tooManyAttempts(limit.status ?? 429, limit.retryAfterSeconds);
    }
    if (
      credentials === undefined ||
      !this.#accounts.accepts(credentials.username, credentials.password)
    ) {
      this.#accounts.logins.push({ at, username, result: 'wrong-password' });
      return accessDenied();
    }
    this.#accounts.logins.push({ at, username, result: 'ok' });
    return this.#tokenReply(credentials.username, at);
  }

  #tokenReply(username: string, at: number): SimulatedReply {
    return compactJsonReply(200, { token: this.#tokens.issue(username, at).token });
  }
}

function accessDenied(): SimulatedReply {
  return compactJsonReply(401, { status: 'error', message: 'Invalid username or password.' });
}

function tooManyAttempts(status: number, retryAfterSeconds: number | undefined): SimulatedReply {
  return compactJsonReply(
    status,
    { status: 'error', code: 'too_many_attempts', message: 'Try again later.' },
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  );
}

function faultyReply(
  { fault, retryAfterSeconds, delayMs }: ActiveFault<TokenFault>,
  answer: () => SimulatedReply,
): SimulatedReply {
  switch (fault) {
    case 'hang':
      return { kind: 'hang' };
    case 'wrong-password':
      return accessDenied();
    case 'wrong-password-text':
      return textReply(401, 'HTTP Token: Access denied.\n');
    case 'authentication-failed':
      return jsonReply(403, { status: 'ERROR', message: 'authentication failed' });
    case 'no-auth-data':
      return jsonReply(400, { status: 'ERROR', message: 'no auth data' });
    case 'subscription-expired':
      return compactJsonReply(402, { status: 'error', message: 'Payment required.' });
    case 'rate-limited':
      return tooManyAttempts(429, retryAfterSeconds);
    case 'rate-limited-200':
      return tooManyAttempts(200, retryAfterSeconds);
    case 'blocked-1020':
      return textReply(403, 'error code: 1020');
    case 'empty-token':
      return compactJsonReply(200, { token: '' });
    case 'no-token':
      return compactJsonReply(200, {});
    default:
      return exchangeReply({ fault, delayMs }, answer);
  }
}

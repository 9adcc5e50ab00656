import type { HttpReply, HttpRequest } from '@portkeep/http';
import { parseJson } from '@portkeep/http/client';
import * as v from 'valibot';
import { isText } from '../is-text.ts';
import { PiaError } from '../pia-error.ts';
import { publicReplyFailure } from '../public-reply-failure.ts';

/** A token of the account. It is good in every region. */
export interface PiaToken {
  /** The token itself: a secret. */
  readonly token: string;
  /** When it ends: 24 hours after the request for it was sent. */
  readonly expiresAt: Date;
}

/** The one token endpoint that still works for every server (see pia-foss/manual-connections). */
export const PIA_TOKEN_URL = 'https://www.privateinternetaccess.com/api/client/v2/token';

/** The reply names no expiry; PIA's own scripts say 24 hours. */
const TOKEN_LIFETIME_MS = 86_400_000;

const TokenSchema = v.object({ token: v.pipe(v.string(), v.trim(), v.nonEmpty()) });

/** What {@link encodeGetToken} needs. */
export interface GetTokenInput {
  /** The account name, e.g. `p1234567`. */
  readonly username: string;
  /** The account's password. */
  readonly password: string;
  /** Where to log in. @default {PIA_TOKEN_URL} */
  readonly tokenUrl?: string | undefined;
}

/**
 * Builds the login request. White space around user name and password is dropped: it comes from
 * files and copying, and often causes rejected logins.
 *
 * @throws {PiaError} `PIA_CREDENTIALS_REJECTED` for an empty user name or password.
 *
 * @example
 * ```ts
 * import { encodeGetToken } from '@portkeep/pia-client';
 *
 * const request = encodeGetToken({ username: 'p1234567', password: 'secret\n' });
 * if (request.body !== 'username=p1234567&password=secret') throw new Error('unreachable');
 * ```
 */
export function encodeGetToken(input: GetTokenInput): HttpRequest {
  const { username, password, tokenUrl = PIA_TOKEN_URL } = input ?? {};
  if (!isText(username) || !isText(password)) {
    throw new PiaError(
      'PIA_CREDENTIALS_REJECTED',
      'Cannot get a token: user name or password is empty',
      'set both',
    );
  }
  const body = new URLSearchParams({ username: username.trim(), password: password.trim() });
  // Not `repeatable`: PIA counts logins, and too many lock the account.
  return {
    method: 'POST',
    url: tokenUrl,
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
  };
}

/** When a request was sent, and when its reply came. */
export interface GetTokenTimes {
  /** When the request was sent, in epoch milliseconds: the lifetime counts from here. */
  readonly sentAt: number;
  /** When the reply came, in epoch milliseconds. @default {Date.now()} */
  readonly now?: number | undefined;
}

/**
 * Reads the answer to a login.
 *
 * @throws {PiaError} `PIA_CREDENTIALS_REJECTED`, `PIA_SUBSCRIPTION_EXPIRED`, `PIA_RATE_LIMITED`,
 * `PIA_BLOCKED`, `PIA_SERVER_ERROR` or `PIA_UNEXPECTED_RESPONSE`.
 *
 * @example
 * ```ts
 * import { decodeGetToken } from '@portkeep/pia-client';
 *
 * const reply = { status: 200, headers: {}, body: '{"token":"abc"}' };
 * const { token, expiresAt } = decodeGetToken(reply, { sentAt: 0 });
 * if (token !== 'abc' || expiresAt.getTime() !== 86_400_000) throw new Error('unreachable');
 * ```
 */
export function decodeGetToken(reply: HttpReply, times: GetTokenTimes): PiaToken {
  const body = v.safeParse(TokenSchema, parseJson(reply.body));
  if (reply.status >= 200 && reply.status < 300 && body.success) {
    return {
      token: body.output.token,
      expiresAt: new Date(times.sentAt + TOKEN_LIFETIME_MS),
    };
  }
  throw publicReplyFailure({
    action: 'Cannot get a token',
    reply,
    now: times.now ?? Date.now(),
  });
}

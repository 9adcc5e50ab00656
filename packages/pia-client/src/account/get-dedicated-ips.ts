import type { HttpReply, HttpRequest } from '@portkeep/http';
import { parseJson } from '@portkeep/http/client';
import * as v from 'valibot';
import { isText } from '../is-text.ts';
import { PiaError } from '../pia-error.ts';
import { publicReplyFailure } from '../public-reply-failure.ts';
import { type FailedReply, replyFailure } from '../reply-failure.ts';
import { type DedicatedIp, DedicatedIpSchema } from './dedicated-ip.ts';

/** Where PIA says what a dedicated IP's token stands for. */
export const PIA_DEDICATED_IP_URL =
  'https://www.privateinternetaccess.com/api/client/v2/dedicated_ip';

const ACTION = 'Cannot get the dedicated IP';

/** The tokens that {@link encodeGetDedicatedIps} needs. */
export interface DedicatedIpTokens {
  /** The account's token. */
  readonly token: string;
  /** The tokens of the dedicated IPs (`DIP…`), at least one. White space around them is dropped. */
  readonly dedicatedIpTokens: readonly string[];
}

/** What {@link encodeGetDedicatedIps} takes. */
export interface GetDedicatedIpsInput extends DedicatedIpTokens {
  /** Where to ask. @default {PIA_DEDICATED_IP_URL} */
  readonly dedicatedIpUrl?: string | undefined;
}

/**
 * Builds the request that asks what dedicated IPs' tokens stand for.
 *
 * @throws {PiaError} `PIA_LOGIN_EXPIRED` without the account's token.
 * @throws {TypeError} When `dedicatedIpTokens` is not a list of texts, or empty.
 *
 * @example
 * ```ts
 * import { encodeGetDedicatedIps } from '@portkeep/pia-client';
 *
 * const request = encodeGetDedicatedIps({ token: 'abc', dedicatedIpTokens: ['DIPx\n'] });
 * if (request.body !== '{"tokens":["DIPx"]}') throw new Error('unreachable');
 * ```
 */
export function encodeGetDedicatedIps(input: GetDedicatedIpsInput): HttpRequest {
  const { token, dedicatedIpTokens, dedicatedIpUrl = PIA_DEDICATED_IP_URL } = input ?? {};
  // A header cannot carry every text, as the body of a login can.
  if (!isText(token) || !/^[!-~]+$/.test(token.trim())) {
    throw new PiaError(
      'PIA_LOGIN_EXPIRED',
      `${ACTION}: no token is given that can be sent`,
      'log in for one, with getToken()',
    );
  }
  return {
    method: 'POST',
    url: dedicatedIpUrl,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: `Token ${token.trim()}`,
    },
    body: JSON.stringify({ tokens: trimmed(dedicatedIpTokens) }),
    // A question: to ask it twice changes nothing.
    repeatable: true,
  };
}

/** What {@link decodeGetDedicatedIps} knows besides the reply. */
export interface DecodeGetDedicatedIpsOptions {
  /** The tokens of the dedicated IPs that were asked about. */
  readonly dedicatedIpTokens: readonly string[];
  /** The present time in epoch milliseconds. @default {Date.now()} */
  readonly now?: number | undefined;
}

/**
 * Reads what PIA says about dedicated IPs. One that has expired, or a token that PIA does not know,
 * is a result and not an error.
 *
 * @returns One result for each token, in the order in which they were given.
 * @throws {PiaError} `PIA_LOGIN_EXPIRED`, `PIA_RATE_LIMITED`, `PIA_BLOCKED`, `PIA_SERVER_ERROR` or
 * `PIA_UNEXPECTED_RESPONSE`.
 *
 * @example
 * ```ts
 * import { decodeGetDedicatedIps } from '@portkeep/pia-client';
 *
 * const body = '[{"dip_token":"DIPx","status":"expired"}]';
 * const reply = { status: 200, headers: {}, body };
 * const [dedicatedIp] = decodeGetDedicatedIps(reply, { dedicatedIpTokens: ['DIPx'] });
 * if (dedicatedIp?.status !== 'expired') throw new Error('unreachable');
 * ```
 */
export function decodeGetDedicatedIps(
  reply: HttpReply,
  options: DecodeGetDedicatedIpsOptions,
): DedicatedIp[] {
  const failed = { action: ACTION, reply, now: options.now ?? Date.now() };
  const answer = v.safeParse(v.array(DedicatedIpSchema), parseJson(reply.body));
  if (reply.status !== 200 || !answer.success) throw dedicatedIpFailure(failed);
  return trimmed(options.dedicatedIpTokens).map((token) => {
    const found = answer.output.find((each) => each.token === token);
    if (found !== undefined) return found;
    throw replyFailure(
      failed,
      'PIA_UNEXPECTED_RESPONSE',
      'the answer says nothing about a token that was asked about',
      'try again later',
    );
  });
}

function trimmed(tokens: readonly string[]): string[] {
  if (Array.isArray(tokens) && tokens.length > 0 && tokens.every(isText)) {
    return tokens.map((token) => token.trim());
  }
  throw new TypeError('Cannot use "dedicatedIpTokens": give a list of at least one token');
}

/** For this request, PIA refuses a token that has ended with the text `HTTP Token: Access denied.` */
function dedicatedIpFailure(failed: FailedReply): PiaError {
  const error = publicReplyFailure(failed);
  if (error.code !== 'PIA_CREDENTIALS_REJECTED') return error;
  return replyFailure(
    failed,
    'PIA_LOGIN_EXPIRED',
    'PIA does not accept the token of the account',
    'log in once for a new one',
  );
}

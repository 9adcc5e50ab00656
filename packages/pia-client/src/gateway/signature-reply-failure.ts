import type { HttpReply } from '@portkeep/http';
import { parseJson } from '@portkeep/http/client';
import * as v from 'valibot';
import type { PiaError, PiaErrorCode } from '../pia-error.ts';
import { type FailedReply, replyFailure } from '../reply-failure.ts';
import { gatewayReplyFailure } from './gateway-reply-failure.ts';

/** Messages that are known to be about something other than the token. */
const NOT_THE_TOKEN: ReadonlySet<PiaErrorCode> = new Set<PiaErrorCode>([
  'PIA_NOT_THROUGH_TUNNEL',
  'PIA_RATE_LIMITED',
  'PIA_PORT_BUSY',
]);
/** These come from a server in front of the gateway's API, or from an API that has moved. */
const NOT_A_VERDICT: ReadonlySet<number> = new Set([404, 405, 408]);

/** Any wording counts: PIA says `Login failed!`, with 200, 401 or 403, and may say it otherwise. */
export function signatureReplyFailure(failed: FailedReply): PiaError {
  const error = gatewayReplyFailure(failed);
  if (NOT_THE_TOKEN.has(error.code) || !isRefusal(failed.reply)) return error;
  return replyFailure(
    failed,
    'PIA_TOKEN_REJECTED',
    'the gateway does not accept the token',
    'log in again for a new one, but not over and over: logins are limited',
  );
}

const NoSuccess = v.object({ status: v.optional(v.unknown()), message: v.optional(v.unknown()) });

function isRefusal(reply: HttpReply): boolean {
  const { status } = reply;
  if (status === 401 || status === 403) return true;
  const verdict = status >= 200 && status < 500 && !NOT_A_VERDICT.has(status);
  const body = v.safeParse(NoSuccess, parseJson(reply.body));
  if (!verdict || !body.success || body.output.status === 'OK') return false;
  return body.output.status !== undefined || body.output.message !== undefined;
}

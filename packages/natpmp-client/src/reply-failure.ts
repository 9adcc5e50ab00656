import { type ApiPhrase, apiPhrase } from './api-phrase.ts';
import { NatPmpError, type NatPmpErrorCode } from './natpmp-error.ts';
import { retryAfterSeconds } from './retry-after.ts';
import type { HttpReply } from './transport.ts';

/** What was tried. */
export interface Operation {
  /** For messages, e.g. `map tcp port 6881`. */
  readonly does: string;
  /** Whether it has the gateway do something, so that a failure may be ambiguous. */
  readonly changes: boolean;
}

interface Failure {
  readonly code: NatPmpErrorCode;
  readonly advice: string;
  readonly retryable?: boolean;
  /** The gateway may have been asked. */
  readonly ambiguous?: boolean;
}

/** The error for a reply whose status is no success. */
export function replyFailure({ does, changes }: Operation, reply: HttpReply): NatPmpError {
  const phrase = apiPhrase(reply.body);
  const { code, advice, retryable, ambiguous = false } = explain(reply.status, changes, phrase);
  const said = phrase === undefined ? '' : `, "${phrase}"`;
  return new NatPmpError(code, `Cannot ${does}: status ${reply.status}${said}; ${advice}`, {
    status: reply.status,
    retryable,
    ambiguous: changes && ambiguous,
    retryAfterSeconds: retryAfterSeconds(reply),
  });
}

function explain(status: number, changes: boolean, phrase: ApiPhrase | undefined): Failure {
  if (status === 401 || status === 403) {
    return {
      code: 'NATPMP_UNAUTHORIZED',
      advice:
        'set the token to the API_TOKEN of the API (an API started with an empty API_TOKEN accepts none)',
    };
  }
  if (status === 400 || status === 413 || status === 415 || status === 422) {
    return {
      code: 'NATPMP_BAD_REQUEST',
      advice: 'check that the address is the one of the NAT-PMP HTTP API, and its version',
    };
  }
  if (status === 404 || status === 405) {
    return {
      code: 'NATPMP_NOT_FOUND',
      advice:
        'check that the address is the one of the NAT-PMP HTTP API, and give it without /forward',
    };
  }
  if (status === 429) {
    return {
      code: 'NATPMP_RATE_LIMITED',
      advice: 'a proxy before the API limits the requests: wait before the next one',
      retryable: true,
    };
  }
  if (status === 500 && changes) return gatewayFailure(phrase);
  if (status >= 500) {
    return {
      code: 'NATPMP_SERVER_ERROR',
      advice: 'look into the log of the API, or of the proxy before it, and try again',
      retryable: true,
      ambiguous: true,
    };
  }
  const redirect = status === 0 || (status >= 300 && status < 400);
  return {
    code: 'NATPMP_UNEXPECTED_RESPONSE',
    advice: redirect
      ? 'a redirect is not followed: use its target as the address'
      : 'check that the address is the one of the NAT-PMP HTTP API',
  };
}

/** The API gives one and the same answer whether the gateway refused, was slow or is not there. */
function gatewayFailure(phrase: ApiPhrase | undefined): Failure {
  const code = 'NATPMP_GATEWAY_FAILED';
  if (phrase === 'Failed to create NAT-PMP client') {
    const advice = 'the API has no route to its gateway: check that the VPN is up there';
    return { code, advice, retryable: true };
  }
  return {
    code,
    advice:
      'the gateway refused or was too slow, and may have done it all the same: try again in a second; if it lasts, check the VPN of the API and that its server forwards ports',
    retryable: true,
    ambiguous: true,
  };
}

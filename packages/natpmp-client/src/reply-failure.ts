import type { HttpReply } from '@portkeep/http';
import { parseJson, retryAfterSeconds } from '@portkeep/http/client';
import * as v from 'valibot';
import { NatPmpError, type NatPmpErrorCode } from './natpmp-error.ts';

/** What was tried. */
export interface Operation {
  /** For messages, e.g. `map tcp port 6881`. */
  readonly does: string;
  /** Whether it changes something at the gateway, so that a failure may be ambiguous. */
  readonly changes: boolean;
  /** The advice where the API does not know the call. */
  readonly ifMissing?: string;
}

/** The advice where the answer cannot be the API's. */
export const CHECK_ADDRESS = 'check that the address is the one of the NAT-PMP HTTP API';

interface Failure {
  readonly code: NatPmpErrorCode;
  readonly advice: string;
  readonly retryable?: boolean;
  /** The gateway may have been asked. */
  readonly ambiguous?: boolean;
}

/** The error for a reply whose status is not a success. */
export function replyFailure(operation: Operation, reply: HttpReply): NatPmpError {
  const { does, changes } = operation;
  const { phrase, reason } = apiWords(reply.body);
  const failure =
    reply.status === 500 && (changes || isOfGateway(phrase))
      ? gatewayFailure(phrase, reason)
      : isOfProxy(reply)
        ? FORBIDDEN_BY_PROXY
        : explain(reply.status, phrase, operation);
  const { code, advice, retryable, ambiguous = false } = failure;
  const why = reason === undefined ? '' : ` (${reason})`;
  const said = phrase === undefined ? '' : `, "${phrase}"${why}`;
  return new NatPmpError(code, `Cannot ${does}: status ${reply.status}${said}`, advice, {
    status: reply.status,
    retryable,
    ambiguous: changes && ambiguous,
    retryAfterSeconds: retryAfterSeconds(reply),
  });
}

const FORBIDDEN_BY_PROXY: Failure = {
  code: 'NATPMP_UNEXPECTED_RESPONSE',
  advice:
    'a proxy in front of the API does not let the request pass: allow it there, or bypass the proxy',
};

/** The API knows neither 403 nor 407, and its 401 names no way to log in. */
function isOfProxy({ status, headers }: HttpReply): boolean {
  const challenges = [headers['www-authenticate'] ?? []].flat();
  const wantsLogin = challenges.some((challenge) => !/^bearer\b/i.test(challenge));
  return status === 403 || status === 407 || (status === 401 && wantsLogin);
}

function explain(
  status: number,
  phrase: ApiPhrase | undefined,
  { ifMissing = `${CHECK_ADDRESS}, and give it without /forward` }: Operation,
): Failure {
  if (status === 401) {
    return {
      code: 'NATPMP_UNAUTHORIZED',
      advice:
        'set the token to the API_TOKEN of the API (an API started with an empty API_TOKEN accepts none)',
    };
  }
  if (phrase === PORT_NOT_ALLOWED) {
    return {
      code: 'NATPMP_BAD_REQUEST',
      advice: 'use an internal port in the ALLOWED_PORTS of the API, or add it there',
    };
  }
  if (status === 400 || status === 413 || status === 415 || status === 422) {
    return { code: 'NATPMP_BAD_REQUEST', advice: `${CHECK_ADDRESS}, and its version` };
  }
  if (status === 404 || status === 405) {
    return { code: 'NATPMP_NOT_FOUND', advice: ifMissing };
  }
  if (status === 429) {
    return {
      code: 'NATPMP_RATE_LIMITED',
      advice: 'a proxy in front of the API limits the requests: wait before the next one',
      retryable: true,
    };
  }
  if (status >= 500) {
    return {
      code: 'NATPMP_SERVER_ERROR',
      advice: 'check the log of the API, or of the proxy in front of it, and try again',
      retryable: true,
      ambiguous: true,
    };
  }
  const redirect = status === 0 || (status >= 300 && status < 400);
  return {
    code: 'NATPMP_UNEXPECTED_RESPONSE',
    advice: redirect ? 'a redirect is not followed: use its target as the address' : CHECK_ADDRESS,
  };
}

/**
 * The original API gives the same answer whether the gateway refused, was slow or is not there;
 * Portkeep's own front adds the reason.
 */
function gatewayFailure(phrase: ApiPhrase | undefined, reason: Reason | undefined): Failure {
  const code = 'NATPMP_GATEWAY_FAILED';
  if (phrase === NO_ROUTE) {
    const advice = 'the API has no route to its gateway: check that the VPN is up there';
    return { code, advice, retryable: true };
  }
  if (phrase === NO_ADDRESS) {
    const advice = 'check the VPN of the API: its gateway has no address, or does not give it';
    return { code, advice, retryable: true };
  }
  if (reason !== undefined && reason !== 'no-reply') {
    const advice = 'check the VPN of the API, that its server forwards ports, and allows this one';
    return { code, advice, retryable: true };
  }
  return {
    code,
    advice:
      'the gateway refused or was too slow, and may have done it anyway: try again in a second; if it lasts, check the VPN of the API and that its server forwards ports',
    retryable: true,
    ambiguous: true,
  };
}

/** Whether the API says that the gateway is to blame, and not the API. */
function isOfGateway(phrase: ApiPhrase | undefined): boolean {
  return phrase === NO_ADDRESS || phrase === NO_ROUTE;
}

/** Both with a 500; the first only from Portkeep's own front. */
const NO_ADDRESS = 'Failed to request the external address';
const NO_ROUTE = 'Failed to create NAT-PMP client';
/** Portkeep's own front says so with a 400. */
const PORT_NOT_ALLOWED = 'internal_port is not in ALLOWED_PORTS';

/** What the API is known to say (as measured with version 1.0.1), JSON errors first. */
const PHRASES = [
  PORT_NOT_ALLOWED,
  NO_ADDRESS,
  NO_ROUTE,
  'Failed to request port mapping',
  'Unauthorized',
  'protocol must be tcp or udp',
  // From the framework, in plain text, followed by details.
  'Failed to parse the request body as JSON',
  'Failed to deserialize the JSON body into the target type',
  'Expected request with `Content-Type: application/json`',
  'Failed to buffer the request body',
] as const;

type ApiPhrase = (typeof PHRASES)[number];

/** Why the gateway gave nothing, in the words of Portkeep's own front. */
const REASONS = [
  'no-reply',
  'unreachable',
  'no-route',
  'empty-grant',
  'unsupported-version',
  'not-authorized',
  'network-failure',
  'out-of-resources',
  'unsupported-opcode',
  'unknown-result',
] as const;

type Reason = (typeof REASONS)[number];

const ErrorSchema = v.object({ error: v.string(), reason: v.optional(v.unknown()) });

/**
 * What the API said about a failure: in `{"error"}`, in plain text, or nothing.
 *
 * Only known words pass. The page of a proxy says nothing to the reader, and a server that repeats
 * the request must not get the token into a message.
 */
function apiWords(body: string): {
  readonly phrase?: ApiPhrase | undefined;
  readonly reason?: Reason | undefined;
} {
  const json = v.safeParse(ErrorSchema, parseJson(body));
  const { error: text, reason } = json.success ? json.output : { error: body };
  return {
    phrase: PHRASES.find((each) => text.startsWith(each)),
    reason: REASONS.find((each) => each === reason),
  };
}

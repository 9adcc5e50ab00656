/**
 * Why a call failed; each code calls for a different reaction. Those marked (retryable) may pass
 * with nothing corrected.
 *
 * - `PIA_CREDENTIALS_REJECTED`: user name or password is wrong. Do not try again before they
 *   changed: repeated logins lock the account.
 * - `PIA_SUBSCRIPTION_EXPIRED`: the subscription has to be renewed.
 * - `PIA_LOGIN_EXPIRED`: a VPN server or the account API does not accept the token (or, without a
 *   token, the dedicated IP). Log in once for a new one.
 * - `PIA_RATE_LIMITED` (retryable): too many logins. Wait `retryAfterSeconds`, or 15 minutes
 *   without it.
 * - `PIA_BLOCKED`: the address this machine shows to the internet is blocked. Use
 *   another one; waiting rarely helps.
 * - `PIA_LIST_SIGNATURE_INVALID`: the server list is not signed by PIA. Do not use it.
 * - `PIA_NOT_THROUGH_TUNNEL`: the request did not reach the gateway through the VPN tunnel, or the
 *   token is no longer good.
 * - `PIA_TOKEN_REJECTED`: the gateway does not accept the token. Log in once for a new one; when that
 *   is rejected too, wait before the next, logins are limited.
 * - `PIA_BAD_SIGNATURE`: this gateway does not accept the claim. Get a new one.
 * - `PIA_PORT_BUSY`: another connection holds the port on this server. Get a new claim.
 * - `PIA_CLAIM_EXPIRED`: the two months of the claim are over. Get a new one.
 * - `PIA_KEY_MISMATCH`: the server registered another WireGuard key than it was given. Use another
 *   server.
 * - `PIA_CONNECTION_REFUSED`: nothing accepts connections there, or `fetch` never uses this port. The
 *   region has no port forwarding or the address is wrong.
 * - `PIA_PROXY_REFUSED` (retryable): the proxy is down, wants a password, or does not connect to this
 *   server. PIA was not reached.
 * - `PIA_UNREACHABLE` (retryable): any other network failure (reset, no route, DNS). Try again.
 * - `PIA_TIMEOUT` (retryable): no answer in time. Try again.
 * - `PIA_NO_RESOURCES` (retryable): this machine lacks a file descriptor, memory, or a port of its
 *   own. The network and PIA are not to blame.
 * - `PIA_NOT_PIA`: the server's certificate does not lead to the trusted authority, or the server
 *   does not speak TLS the way PIA's servers do. Nothing secret was sent.
 * - `PIA_WRONG_HOSTNAME`: the certificate is for another name. Learn the gateway's name again.
 * - `PIA_CERTIFICATE_EXPIRED`: the certificate is not valid at this machine's time. Check the
 *   clock, or use another server.
 * - `PIA_SERVER_ERROR` (retryable): HTTP 5xx or a timeout behind the server. Try again.
 * - `PIA_UNEXPECTED_RESPONSE`: an answer that is not part of the protocol.
 */
export type PiaErrorCode =
  | 'PIA_CREDENTIALS_REJECTED'
  | 'PIA_SUBSCRIPTION_EXPIRED'
  | 'PIA_LOGIN_EXPIRED'
  | 'PIA_RATE_LIMITED'
  | 'PIA_BLOCKED'
  | 'PIA_LIST_SIGNATURE_INVALID'
  | 'PIA_NOT_THROUGH_TUNNEL'
  | 'PIA_TOKEN_REJECTED'
  | 'PIA_BAD_SIGNATURE'
  | 'PIA_PORT_BUSY'
  | 'PIA_CLAIM_EXPIRED'
  | 'PIA_KEY_MISMATCH'
  | 'PIA_CONNECTION_REFUSED'
  | 'PIA_PROXY_REFUSED'
  | 'PIA_UNREACHABLE'
  | 'PIA_TIMEOUT'
  | 'PIA_NO_RESOURCES'
  | 'PIA_NOT_PIA'
  | 'PIA_WRONG_HOSTNAME'
  | 'PIA_CERTIFICATE_EXPIRED'
  | 'PIA_SERVER_ERROR'
  | 'PIA_UNEXPECTED_RESPONSE';

/** Every code, and whether the same call may succeed later with nothing corrected. */
const RETRYABLE: Readonly<Record<PiaErrorCode, boolean>> = {
  PIA_CREDENTIALS_REJECTED: false,
  PIA_SUBSCRIPTION_EXPIRED: false,
  PIA_LOGIN_EXPIRED: false,
  PIA_RATE_LIMITED: true,
  PIA_BLOCKED: false,
  PIA_LIST_SIGNATURE_INVALID: false,
  PIA_NOT_THROUGH_TUNNEL: false,
  PIA_TOKEN_REJECTED: false,
  PIA_BAD_SIGNATURE: false,
  PIA_PORT_BUSY: false,
  PIA_CLAIM_EXPIRED: false,
  PIA_KEY_MISMATCH: false,
  PIA_CONNECTION_REFUSED: false,
  PIA_PROXY_REFUSED: true,
  PIA_UNREACHABLE: true,
  PIA_TIMEOUT: true,
  PIA_NO_RESOURCES: true,
  PIA_NOT_PIA: false,
  PIA_WRONG_HOSTNAME: false,
  PIA_CERTIFICATE_EXPIRED: false,
  PIA_SERVER_ERROR: true,
  PIA_UNEXPECTED_RESPONSE: false,
};

/** What a {@link PiaError} knows besides its code. */
export interface PiaErrorDetails {
  /** The HTTP status of the answer, when there was one. */
  readonly status?: number | undefined;
  /** Seconds to wait before the next try, from the `Retry-After` header. */
  readonly retryAfterSeconds?: number | undefined;
  /** When the server answered, by its own clock: the `Date` header. */
  readonly repliedAt?: Date | undefined;
  /** Whether the request can have reached the server. @default {true with a `status`} */
  readonly maybeSent?: boolean | undefined;
}

/**
 * The one error of this package. Switch on {@link PiaError.code}.
 *
 * Its message is made of what failed and the {@link PiaError.advice}, and never holds a token,
 * password, payload, signature or URL; for the same reason it has no `cause`: the errors of HTTP
 * clients quote the URL.
 *
 * @example Reacting to a code
 * ```ts
 * import { PiaError } from '@portkeep/pia-client';
 *
 * const problem = 'Cannot get a token: too many attempts';
 * const advice = 'wait 15 minutes';
 * const error = new PiaError('PIA_RATE_LIMITED', problem, advice, { retryAfterSeconds: 900 });
 * const waitSeconds = error.retryable ? (error.retryAfterSeconds ?? 60) : undefined;
 * if (waitSeconds !== 900) throw error;
 * ```
 */
export class PiaError extends Error {
  /** Always `'PiaError'`, also in another copy of this package. */
  override readonly name = 'PiaError' as const;
  /** Why the call failed. */
  readonly code: PiaErrorCode;
  /** What to do next, for the person who runs the program, e.g. `check that the VPN is up`. */
  readonly advice: string;
  /** Whether the same call may succeed later with nothing corrected; depends only on the code. */
  readonly retryable: boolean;
  /** The HTTP status of the answer, when there was one. */
  readonly status: number | undefined;
  /** Seconds to wait before the next try, when the server named them. */
  readonly retryAfterSeconds: number | undefined;
  /** When the server answered, by its own clock, when it said so. */
  readonly repliedAt: Date | undefined;
  /**
   * Whether the request can have reached the server. `false` means that repeating it is harmless: a
   * login that was not sent does not count.
   */
  readonly maybeSent: boolean;

  /**
   * Makes an error, e.g. for a test.
   *
   * @param code Why the call failed.
   * @param problem What failed and why, e.g. `Cannot get a token: too many attempts`.
   * @param advice What to do next.
   * @param details What else is known, such as status and waiting time.
   */
  constructor(code: PiaErrorCode, problem: string, advice: string, details: PiaErrorDetails = {}) {
    super(`${problem}; ${advice}`);
    this.code = code;
    this.advice = advice;
    this.retryable = RETRYABLE[code];
    this.status = details.status;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.repliedAt = details.repliedAt;
    this.maybeSent = details.maybeSent ?? details.status !== undefined;
  }
}

/** {@link PiaError} as a union discriminated by its code. */
export type AnyPiaError = {
  readonly [Code in PiaErrorCode]: PiaError & { readonly code: Code };
}[PiaErrorCode];

/**
 * Whether a caught value is a {@link PiaError}. Works across copies of this package (npm and JSR
 * side by side), where `instanceof` does not.
 *
 * @param error What was caught.
 * @returns `true` for a `PiaError` of this or another copy.
 *
 * @example
 * ```ts
 * import { isPiaError } from '@portkeep/pia-client';
 *
 * try {
 *   throw new Error('something else');
 * } catch (error) {
 *   if (isPiaError(error)) console.error(error.code);
 * }
 * ```
 */
export function isPiaError(error: unknown): error is AnyPiaError {
  return (
    error instanceof Error &&
    error.name === 'PiaError' &&
    'code' in error &&
    typeof error.code === 'string' &&
    Object.hasOwn(RETRYABLE, error.code)
  );
}

/**
 * Why a call failed; each code asks for another reaction.
 *
 * - `NATPMP_UNAUTHORIZED`: the token is missing, wrong or unusable. Correct it.
 * - `NATPMP_BAD_REQUEST`: port, lifetime or protocol is out of range and nothing was sent, or the
 *   API does not take the request. Correct it.
 * - `NATPMP_NOT_FOUND`: whatever answered is not this API, or not at this path.
 * - `NATPMP_RATE_LIMITED`: a proxy in front of the API wants fewer requests. Wait `retryAfterSeconds`.
 * - `NATPMP_GATEWAY_FAILED`: the gateway refused, or did not answer the API within 250 ms. The
 *   mapping may exist anyway: try again in a second, which is harmless.
 * - `NATPMP_SERVER_ERROR`: another HTTP 5xx, of the API or of a proxy in front of it. Try again.
 * - `NATPMP_UNREACHABLE`: no connection (refused, reset, DNS, TLS, a proxy, a port that `fetch`
 *   blocks). Try again if `retryable`; otherwise correct the address, the certificate or the port.
 * - `NATPMP_TIMEOUT`: no answer in time. Try again.
 * - `NATPMP_NO_RESOURCES`: this machine lacks a file descriptor, memory, or a port of its own. The
 *   network and the API are not to blame.
 * - `NATPMP_UNEXPECTED_RESPONSE`: an answer that is not HTTP, too long, not a mapping, or not the one
 *   asked for; or a proxy in front of the API did not let the request pass.
 */
export type NatPmpErrorCode =
  | 'NATPMP_UNAUTHORIZED'
  | 'NATPMP_BAD_REQUEST'
  | 'NATPMP_NOT_FOUND'
  | 'NATPMP_RATE_LIMITED'
  | 'NATPMP_GATEWAY_FAILED'
  | 'NATPMP_SERVER_ERROR'
  | 'NATPMP_UNREACHABLE'
  | 'NATPMP_TIMEOUT'
  | 'NATPMP_NO_RESOURCES'
  | 'NATPMP_UNEXPECTED_RESPONSE';

/** Lists every code: one that is missing here does not compile. */
const CODES: Readonly<Record<NatPmpErrorCode, true>> = {
  NATPMP_UNAUTHORIZED: true,
  NATPMP_BAD_REQUEST: true,
  NATPMP_NOT_FOUND: true,
  NATPMP_RATE_LIMITED: true,
  NATPMP_GATEWAY_FAILED: true,
  NATPMP_SERVER_ERROR: true,
  NATPMP_UNREACHABLE: true,
  NATPMP_TIMEOUT: true,
  NATPMP_NO_RESOURCES: true,
  NATPMP_UNEXPECTED_RESPONSE: true,
};

/** What a {@link NatPmpError} knows besides its code. */
export interface NatPmpErrorDetails {
  /** The HTTP status of the answer, when there was one. */
  readonly status?: number | undefined;
  /** Whether the same call may succeed a little later. @default {false} */
  readonly retryable?: boolean | undefined;
  /** Whether the gateway may have done what was asked for anyway. @default {false} */
  readonly ambiguous?: boolean | undefined;
  /** Seconds to wait before the next try, from the `Retry-After` header. */
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * The one error of this package. Switch on {@link NatPmpError.code}.
 *
 * Its message says what failed, then what to do next, and never holds the token; for the same reason
 * it has no `cause`: the errors of HTTP clients quote what was sent.
 *
 * @example Reacting to a failure
 * ```ts
 * import { NatPmpError } from '@portkeep/natpmp-client';
 *
 * const error = new NatPmpError(
 *   'NATPMP_GATEWAY_FAILED',
 *   'Cannot map tcp port 6881: status 500',
 *   'try again in a second',
 *   { status: 500, retryable: true, ambiguous: true },
 * );
 * if (error.message !== 'Cannot map tcp port 6881: status 500; try again in a second') throw error;
 * const waitMs = error.retryable ? (error.retryAfterSeconds ?? 1) * 1000 : 45_000;
 * if (waitMs !== 1000) throw error;
 * ```
 */
export class NatPmpError extends Error {
  /** Always `'NatPmpError'`, also in another copy of this package. */
  override readonly name = 'NatPmpError' as const;
  /** Why the call failed. */
  readonly code: NatPmpErrorCode;
  /** What to do next, for the person who runs the program; the message ends with it. */
  readonly advice: string;
  /** The HTTP status of the answer, when there was one. */
  readonly status: number | undefined;
  /** Whether the same call may succeed a little later, with nothing corrected. */
  readonly retryable: boolean;
  /** Whether the gateway may have mapped (or released) the port although this is an error. */
  readonly ambiguous: boolean;
  /** Seconds to wait before the next try, when the server named them. */
  readonly retryAfterSeconds: number | undefined;

  /**
   * Makes an error, e.g. for a test.
   *
   * @param code Why the call failed.
   * @param problem What failed, and why.
   * @param advice What to do next.
   * @param details What else is known.
   */
  constructor(
    code: NatPmpErrorCode,
    problem: string,
    advice: string,
    details: NatPmpErrorDetails = {},
  ) {
    super(`${problem}; ${advice}`);
    this.code = code;
    this.advice = advice;
    this.status = details.status;
    this.retryable = details.retryable ?? false;
    this.ambiguous = details.ambiguous ?? false;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** {@link NatPmpError} as a union discriminated by its code. */
export type AnyNatPmpError = {
  readonly [Code in NatPmpErrorCode]: NatPmpError & { readonly code: Code };
}[NatPmpErrorCode];

/**
 * Whether a caught value is a {@link NatPmpError}. Works across copies of this package (npm and JSR
 * side by side), where `instanceof` does not.
 *
 * @param error What was caught.
 * @returns `true` for a `NatPmpError` of this or another copy.
 *
 * @example
 * ```ts
 * import { isNatPmpError } from '@portkeep/natpmp-client';
 *
 * try {
 *   throw new Error('something else');
 * } catch (error) {
 *   if (isNatPmpError(error)) console.error(error.code);
 * }
 * ```
 */
export function isNatPmpError(error: unknown): error is AnyNatPmpError {
  return (
    error instanceof Error &&
    error.name === 'NatPmpError' &&
    'code' in error &&
    typeof error.code === 'string' &&
    Object.hasOwn(CODES, error.code)
  );
}

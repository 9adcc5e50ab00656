/**
 * A value that was granted for a limited time.
 *
 * Both times count from **before** the request was sent, so that they are never too late.
 *
 * @typeParam T what is held, for example a forwarded port.
 */
export interface Lease<T> {
  /** What is held. */
  readonly value: T;
  /** When to renew, epoch milliseconds. */
  readonly renewAt: number;
  /** When it expires unless it is renewed, epoch milliseconds. `Infinity` when it never expires. */
  readonly expiresAt: number;
}

import type { FailureKind, TlsReason } from './failure-kind.ts';

/** What a {@link TransportFailure} holds besides its kind. */
export interface TransportFailureDetails {
  /** A Node-style code, e.g. `ECONNRESET`. For messages only. */
  readonly code: string;
  /** Whether the request can have reached the server. */
  readonly maybeSent: boolean;
  /** Why there is no secure connection; only for the kind `tls`. */
  readonly tlsReason?: TlsReason | undefined;
  /** The longest body that the transport reads, in bytes; only for the kind `too-large`. */
  readonly maxBytes?: number | undefined;
  /** The status of the proxy's reply, if it gave one; only for the kind `proxy-refused`. */
  readonly proxyStatus?: number | undefined;
}

/**
 * Why an exchange got no reply. Switch on {@link TransportFailure.kind}.
 *
 * Its message is made only of kind and code, and it has no `cause`: the errors of HTTP clients quote
 * URLs and headers, with the secrets in them.
 *
 * @example
 * ```ts
 * import { isTransportFailure, TransportFailure } from '@portkeep/http';
 *
 * const failure = new TransportFailure('closed', { code: 'ECONNRESET', maybeSent: true });
 * if (!isTransportFailure(failure) || !failure.maybeSent) throw new Error('unreachable');
 * ```
 */
export class TransportFailure extends Error {
  /** Always `'TransportFailure'`, also in another copy of this package. */
  override readonly name = 'TransportFailure' as const;
  /** Why the exchange failed. */
  readonly kind: FailureKind;
  /** A Node-style code, the same on each runtime where possible. For messages; do not switch on it. */
  readonly code: string;
  /** Whether the request can have reached the server: `false` means that repeating it is harmless. */
  readonly maybeSent: boolean;
  /** Why there is no secure connection; only for the kind `tls`. */
  readonly tlsReason: TlsReason | undefined;
  /** The longest body that the transport reads, in bytes; only for the kind `too-large`. */
  readonly maxBytes: number | undefined;
  /** The status of the proxy's reply, if it gave one; only for the kind `proxy-refused`. */
  readonly proxyStatus: number | undefined;

  /**
   * Makes a failure, e.g. in a transport of your own.
   *
   * @param kind Why the exchange failed.
   * @param details The code, and whether the request can have reached the server.
   */
  constructor(kind: FailureKind, details: TransportFailureDetails) {
    super(`No reply: ${details.tlsReason ?? kind} (${details.code})`);
    this.kind = kind;
    this.code = details.code;
    this.maybeSent = details.maybeSent;
    this.tlsReason = details.tlsReason;
    this.maxBytes = details.maxBytes;
    this.proxyStatus = details.proxyStatus;
  }
}

/**
 * Whether a caught value is a {@link TransportFailure}, of this or another copy or version of this
 * package. A newer version may have kinds that this one does not know: treat them like `other`.
 *
 * @param error What was caught.
 * @returns `true` for a `TransportFailure`.
 *
 * @example
 * ```ts
 * import { isTransportFailure } from '@portkeep/http';
 *
 * try {
 *   throw new Error('something else');
 * } catch (error) {
 *   if (isTransportFailure(error)) console.error(error.kind);
 * }
 * ```
 */
export function isTransportFailure(error: unknown): error is TransportFailure {
  return (
    error instanceof Error &&
    error.name === 'TransportFailure' &&
    'kind' in error &&
    typeof error.kind === 'string'
  );
}

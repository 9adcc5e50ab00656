/** Options of {@link learnHostname}. */
export interface LearnHostnameOptions {
  /** The IP address to ask, e.g. the gateway's `10.115.0.1`. */
  readonly address: string;
  /** @default {19999} */
  readonly port?: number | undefined;
  /** The only certificate authority to trust, in PEM form. @default {PIA_CA} */
  readonly ca?: string | undefined;
  /** How long the handshake may take, in milliseconds. @default {5_000} */
  readonly timeoutMs?: number | undefined;
  /** Stops the call; the promise then rejects with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
}
/** What {@link learnHostname} found. */
export interface LearnedHostname {
  /** The name in the verified certificate, as it is written there. */
  readonly hostname: string;
}
export async function learnHostname(_options: LearnHostnameOptions): Promise<LearnedHostname> {
  throw new Error('not yet');
}

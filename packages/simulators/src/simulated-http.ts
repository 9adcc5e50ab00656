/** A request as a simulator sees it: an HTTP message reduced to plain data. */
export interface SimulatedRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and query, or an absolute URL. */
  readonly url: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The client's address as the server sees it. */
  readonly sourceAddress: string;
}

/** What a simulator decided; a server turns it into bytes, or into a failure of the connection. */
export type SimulatedReply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: Readonly<Record<string, string | readonly string[]>>;
      readonly body: string;
      /** Milliseconds to wait before the reply is sent; at once when absent. */
      readonly delayMs?: number | undefined;
    }
  /** The connection stays open and nothing comes. */
  | { readonly kind: 'hang' }
  /** The connection is cut without a reply. */
  | { readonly kind: 'reset' }
  /** Nobody listens on the port. */
  | { readonly kind: 'refuse' }
  /** TCP is accepted, the TLS handshake never answered. */
  | { readonly kind: 'hang-before-tls' }
  /** The handshake shows a certificate of an unknown authority. */
  | { readonly kind: 'wrong-ca' }
  /** The handshake shows a certificate with another name. */
  | { readonly kind: 'wrong-name' }
  /** The handshake shows a certificate whose time is over. */
  | { readonly kind: 'expired-certificate' };

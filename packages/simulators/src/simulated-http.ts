/** A request as a simulator gets it: an HTTP message reduced to plain data. */
export interface SimulatedRequest {
  /** Upper case. */
  readonly method: string;
  /** Path and query, or an absolute URL. */
  readonly url: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty when there is none. */
  readonly body: string;
  /** The client's address as the server sees it. */
  readonly sourceAddress: string;
}

/** Status, header fields and body of an HTTP answer. */
export interface SimulatedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
  /** How long the server takes before it answers, milliseconds. */
  readonly delayMs?: number | undefined;
}

/** Why a client cannot even send an HTTP request. */
export type ConnectionFailure =
  /** Nothing listens on the port. */
  | { readonly kind: 'refuse' }
  /** TCP is accepted, the TLS handshake never answered. */
  | { readonly kind: 'hang-before-tls' }
  /** The handshake shows a certificate of an unknown authority. */
  | { readonly kind: 'wrong-ca' }
  /** The handshake shows a certificate with the name `presented`. */
  | { readonly kind: 'wrong-name'; readonly presented: string }
  /** The handshake shows a certificate whose time is over. */
  | { readonly kind: 'expired-certificate' }
  /** The handshake shows a certificate whose time has not come. */
  | { readonly kind: 'not-yet-valid-certificate' }
  /** The handshake shows a certificate for TLS clients, not for servers. */
  | { readonly kind: 'wrong-purpose-certificate' };

/** What a simulator decided; a server turns it into bytes, or into a failure of the connection. */
export type SimulatedReply =
  | (SimulatedAnswer & { readonly kind: 'reply' })
  /** Header fields at once, then the body one byte at a time. */
  | (SimulatedAnswer & { readonly kind: 'slow-drip' })
  /** Header fields and half of the body, then the connection is cut. */
  | (SimulatedAnswer & { readonly kind: 'cut-off' })
  /** The connection stays open and nothing comes. */
  | { readonly kind: 'hang' }
  /** The connection is cut (TCP RST) without a reply. */
  | { readonly kind: 'reset' }
  /** The connection is closed in order (TCP FIN) without a reply. */
  | { readonly kind: 'empty-reply' }
  | ConnectionFailure;

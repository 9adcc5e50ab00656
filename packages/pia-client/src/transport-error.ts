import { nodeStyleCode } from './node-style-code.ts';

/** What a transport of this package rejects with when the network fails. */
export interface TransportError extends Error {
  /** A Node-style code. */
  readonly code: string;
}

/**
 * Boils any error of an HTTP client down to a Node-style code. Nothing else of it is kept: ky,
 * Deno and Bun quote the URL, with the secrets in its query, in their messages.
 */
export function transportError(error: unknown): TransportError {
  const code = nodeStyleCode(error) ?? 'UNKNOWN';
  return Object.assign(new Error(`The connection failed: ${code}`), { code });
}

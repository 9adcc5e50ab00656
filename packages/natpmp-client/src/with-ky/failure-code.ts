/** What Bun calls its errors. */
const BUN: Readonly<Record<string, string>> = {
  ConnectionRefused: 'ECONNREFUSED',
  ConnectionClosed: 'ECONNRESET',
  FailedToOpenSocket: 'ENOTFOUND',
};

/** What Deno says where it sets no code. */
const DENO: readonly (readonly [text: RegExp, code: string])[] = [
  [/connection refused/i, 'ECONNREFUSED'],
  [/dns error|failed to lookup address/i, 'ENOTFOUND'],
  [/certificate/i, 'ERR_TLS_CERT'],
];

/**
 * The Node-style code for what a `fetch` rejected with, on every runtime. It is all that is kept of
 * the error: ky, Deno and Bun quote the URL in theirs.
 */
export function failureCode(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return 'ERR_NETWORK';
  const own = 'code' in error ? String(error.code) : '';
  // Undici's own name for "the other side closed": the code of Node says the same.
  if (own === 'UND_ERR_SOCKET') return 'ECONNRESET';
  if (/^(E|ERR_|UND_|HPE_|CERT_|DEPTH_|SELF_|UNABLE_)[A-Z0-9_]+$/.test(own)) return own;
  const bun = BUN[own];
  if (bun !== undefined) return bun;
  const said = DENO.find(([text]) => text.test(error.message));
  return said?.[1] ?? failureCode(error.cause, depth + 1);
}

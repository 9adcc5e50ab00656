/** What a failed exchange rejects with: a code, and nothing that was sent. */
export function failure(code: string): Error {
  return Object.assign(new Error(`The request failed: ${code}`), { code });
}

/**
 * The Node-style code for what `fetch` rejected with. Node and undici set one, Bun a name of its
 * own, Deno only a text.
 */
export function failureCode(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return 'ERR_NETWORK';
  if ('code' in error && typeof error.code === 'string') {
    if (/^(E|ERR_|UND_|CERT_|DEPTH_|SELF_|UNABLE_)[A-Z0-9_]+$/.test(error.code)) return error.code;
    if (error.code === 'ConnectionRefused') return 'ECONNREFUSED';
    if (error.code === 'ConnectionClosed') return 'ECONNRESET';
    if (error.code === 'FailedToOpenSocket') return 'ENOTFOUND';
  }
  if (/connection refused/i.test(error.message)) return 'ECONNREFUSED';
  if (/dns error|failed to lookup address/i.test(error.message)) return 'ENOTFOUND';
  if (/certificate/i.test(error.message)) return 'ERR_TLS_CERT';
  return failureCode(error.cause, depth + 1);
}

/** Deep enough for every HTTP client, and an end for a chain that bites its tail. */
const MAX_DEPTH = 8;

/** What Deno's `fetch` (rustls, hyper) and undici say where they set no code. */
const TEXTS: readonly (readonly [code: string, text: RegExp])[] = [
  ['ERR_TLS_CERT_ALTNAME_INVALID', /not ?valid ?for ?(any )?names?\b/i],
  ['CERT_HAS_EXPIRED', /invalid peer certificate: (certificate )?expired/i],
  ['CERT_NOT_YET_VALID', /invalid peer certificate: (certificate )?not ?valid ?yet/i],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /invalid peer certificate/i],
  ['ERR_SSL_WRONG_VERSION_NUMBER', /received corrupt message of type/i],
  ['ECONNREFUSED', /connection refused/i],
  ['ENOTFOUND', /dns error|failed to lookup address/i],
  ['HPE_INVALID_CONSTANT', /does not match the HTTP\/1\.1 protocol/i],
  ['ECONNRESET', /connection (reset|closed)/i],
];

/** Errors of `fetch` that wrap the one that counts. */
const WRAPPERS = /^(UND_ERR_SOCKET|ERR_INVALID_STATE)$/;

/** The code that tells most about why a request failed, from the error and its `cause` chain. */
export function nodeStyleCode(error: unknown): string | undefined {
  const chain = causeChain(error);
  const codes = chain
    .map(({ code }) => code)
    .filter((code) => typeof code === 'string')
    .filter((code) => /^[A-Za-z][A-Za-z0-9_]{2,47}$/.test(code));
  const telling = codes.find((code) => !WRAPPERS.test(code));
  if (telling !== undefined) return telling;
  const messages = chain.map(({ message }) => String(message));
  const known = TEXTS.find(([, text]) => messages.some((message) => text.test(message)));
  return known?.[0] ?? codes[0];
}

interface Link {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

function causeChain(error: unknown): readonly Link[] {
  const chain: Link[] = [];
  let link: unknown = error;
  while (typeof link === 'object' && link !== null && chain.length < MAX_DEPTH) {
    const current: Link = link;
    chain.push(current);
    link = current.cause;
  }
  return chain;
}

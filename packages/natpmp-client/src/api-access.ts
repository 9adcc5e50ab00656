import { NatPmpError } from './natpmp-error.ts';

/** Where the API is, and the present token: what a request is written with. */
export interface ApiAccess {
  /** `host:port` or an http(s) URL, with or without a path prefix. */
  readonly baseUrl: string | URL;
  /** The `API_TOKEN` of the API, where it has one. */
  readonly token?: string | undefined;
}

/**
 * The header that carries the token. Spaces and line breaks around it are dropped: HTTP would do so
 * anyway, and a token from a file ends in a newline. The API takes `Bearer` only in this spelling.
 *
 * @throws {NatPmpError} `NATPMP_UNAUTHORIZED` for a token that no header can carry.
 */
export function authorization({
  token,
}: Pick<ApiAccess, 'token'>): Readonly<Record<string, string>> {
  if (token === undefined) return {};
  const text = typeof token === 'string' ? token.trim() : '';
  if (/^[\x20-\x7e]+$/.test(text)) return { authorization: `Bearer ${text}` };
  throw new NatPmpError(
    'NATPMP_UNAUTHORIZED',
    'Cannot use the token: it is empty or holds characters that no HTTP header can carry',
    'set it to the API_TOKEN of the API, or leave it out where the API has none',
  );
}

/**
 * To the URL parser, "localhost:8080" is a path in the scheme "localhost:". What is meant for a
 * scheme has slashes, or is `http:` without a port after it: `http:/host` is a typing error that the
 * parser knows, not a host called "http".
 */
const HAS_SCHEME = /^([a-z][a-z0-9+.-]*:\/\/|https?:(?!\d+(\/|$)))/i;

/**
 * Checks the address of the API and gives it the one form in which paths can be added to it.
 *
 * @param baseUrl `host:port`, `http://host:port`, `https://host/prefix/`.
 * @returns The address, its path ending in one slash.
 * @throws {TypeError} When it is no http(s) address, or holds credentials, a query or a fragment.
 */
export function apiUrl(baseUrl: string | URL): URL {
  const url = baseUrl instanceof URL ? baseUrl : parse(baseUrl);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    // The text itself is not quoted in the errors: it may hold a password.
    throw new TypeError(
      'Cannot use "baseUrl": it is neither host:port nor an http or https address',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('Cannot use "baseUrl": it holds credentials; pass a token as "token"');
  }
  if (url.search !== '' || url.hash !== '') {
    throw new TypeError('Cannot use "baseUrl": remove the query and the fragment');
  }
  // Without a bare "?" too, which would swallow the path of each call.
  return new URL(`${url.origin}${url.pathname.replace(/\/+$/, '')}/`);
}

function parse(baseUrl: string): URL | null {
  // Callers without types may have none.
  const text = String(baseUrl ?? '').trim();
  return URL.parse(HAS_SCHEME.test(text) ? text : `http://${text}`);
}

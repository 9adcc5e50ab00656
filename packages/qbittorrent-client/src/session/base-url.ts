/**
 * To the URL parser, "localhost:8080" is a path in the scheme "localhost:". What is meant for a
 * scheme has slashes, or is `http:` without a port after it: `http:/host` is a typing error that the
 * parser knows, not a host called "http".
 */
const HAS_SCHEME = /^([a-z][a-z0-9+.-]*:\/\/|https?:(?!\d+(\/|$)))/i;

/**
 * Checks the address of the Web UI and turns it into the address of its API.
 *
 * @param baseUrl e.g. `localhost:8080` (http is meant), `https://host/qbt/`.
 * @returns The address under which the endpoints are, ending in `/api/v2/`.
 * @throws {TypeError} When it is no http(s) address, or holds credentials, a query or a fragment.
 */
export function apiUrl(baseUrl: string | URL): URL {
  // Callers without types may have none: the name "undefined" would be looked up.
  const text = String(baseUrl ?? '').trim();
  const url = URL.parse(HAS_SCHEME.test(text) ? text : `http://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    // The text itself is not quoted in the errors: it may hold a password.
    throw new TypeError(
      'Cannot use "baseUrl": it is neither host:port nor an http or https address; write e.g. http://localhost:8080',
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('Cannot use "baseUrl": it holds credentials; pass them in "auth"');
  }
  if (url.search !== '' || url.hash !== '') {
    throw new TypeError('Cannot use "baseUrl": remove the query and the fragment');
  }
  // Without a bare "?" too, which would swallow the path of each call.
  return new URL(`${url.origin}${url.pathname.replace(/\/+$/, '')}/api/v2/`);
}

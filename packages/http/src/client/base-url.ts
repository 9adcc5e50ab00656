/**
 * To the URL parser, "localhost:8080" is a path in the scheme "localhost:". A scheme has slashes
 * after it, or is `http:` without a port: `http:/host` is a typo that the parser repairs, and
 * not a host called "http".
 */
const HAS_SCHEME = /^([a-z][a-z0-9+.-]*:\/\/|https?:(?!\d+(\/|$)))/i;

/**
 * Checks the address of a server and gives it the one form in which paths can be added to it.
 *
 * @param baseUrl `host:port` (http is meant), `http://host:port`, `https://host/prefix/`.
 * @returns The address, its path ending in one slash.
 * @throws {TypeError} When it is not an http(s) address, or holds credentials, a query or a fragment.
 * The message does not quote the address: a password may be in it.
 */
export function readBaseUrl(baseUrl: string | URL): URL {
  const problem = (text: string) => new TypeError(`Cannot use "baseUrl": ${text}`);
  // Callers without types may leave it out, or give something else.
  const text = String((typeof baseUrl === 'string' ? baseUrl : baseUrl?.href) ?? '').trim();
  const url = URL.parse(HAS_SCHEME.test(text) ? text : `http://${text}`);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw problem(
      'it is neither host:port nor an http or https address; write e.g. localhost:8080',
    );
  }
  // What a template writes for an unset variable.
  if (/^(undefined|null)$/.test(url.hostname))
    throw problem(`its host is "${url.hostname}"; set it`);
  if (url.username !== '' || url.password !== '') {
    throw problem('it holds credentials; give them in the option for them');
  }
  if (url.search !== '' || url.hash !== '') throw problem('remove the query and the fragment');
  // Without a bare "?" too, which would swallow the path of each call.
  return new URL(`${url.origin}${url.pathname.replace(/\/+$/, '')}/`);
}

/**
 * Checks the address of the Web UI and turns it into the address of its API.
 *
 * @param baseUrl e.g. `http://localhost:8080`, `https://host/qbt/`.
 * @returns The address under which the endpoints are, ending in `/api/v2/`.
 * @throws {TypeError} When it is no http(s) address, or holds credentials, a query or a fragment.
 */
export function apiUrl(baseUrl: string | URL): URL {
  // The text itself is not quoted in the errors: it may hold a password.
  if (!URL.canParse(String(baseUrl)) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
    throw new TypeError('Cannot use "baseUrl": it is not an http or https address');
  }
  const url = new URL(baseUrl);
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('Cannot use "baseUrl": it holds credentials; pass them in "auth"');
  }
  if (url.search !== '' || url.hash !== '') {
    throw new TypeError('Cannot use "baseUrl": remove the query and the fragment');
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/api/v2/`;
  return url;
}

import type { Endpoint } from './endpoint.ts';
import type { HttpRequest } from './transport.ts';

/**
 * Writes the request of an endpoint, without cookies and credentials.
 *
 * No `Origin` and no `Referer`: qBittorrent accepts a request without both and rejects one that
 * does not fit its own address.
 *
 * @param endpoint The operation.
 * @param input Its parameters.
 * @param api The address of the API, ending in `/api/v2/`.
 * @returns The request.
 *
 * @example
 * ```ts
 * import { encodeRequest, transferInfo } from '@portkeep/qbittorrent-client';
 *
 * const request = encodeRequest(transferInfo, undefined, new URL('http://localhost:8080/api/v2/'));
 * if (request.url !== 'http://localhost:8080/api/v2/transfer/info') throw new Error(request.url);
 * ```
 */
export function encodeRequest<Input>(
  endpoint: Endpoint<Input, unknown>,
  input: Input,
  api: URL,
): HttpRequest {
  const url = new URL(endpoint.path, api);
  const form = Object.entries(endpoint.params(input))
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
  if (endpoint.method === 'GET') {
    url.search = form;
    return { method: 'GET', url: url.href, headers: {} };
  }
  // JSON bodies are answered 400: forms are all that qBittorrent reads.
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method: 'POST', url: url.href, headers, body: form };
}

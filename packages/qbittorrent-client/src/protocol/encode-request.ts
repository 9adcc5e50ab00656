import type { HttpRequest } from '@portkeep/http';
import type { RequestBody } from '../request-body.ts';
import type { Endpoint, Params } from './endpoint.ts';
import { isRepeatable } from './is-repeatable.ts';
import { isAtLeast } from './web-api-version.ts';

/**
 * Writes the request of an endpoint, without cookies and credentials.
 *
 * No `Origin` and no `Referer`: qBittorrent accepts a request without both and rejects one that
 * does not fit its own address.
 *
 * @param endpoint The operation.
 * @param input Its parameters.
 * @param api The address of the API, ending in `/api/v2/`.
 * @param version The server's Web API; needed where the row has `formerly` or `dialects`.
 * @returns The request.
 *
 * @example
 * ```ts
 * import { encodeRequest } from '@portkeep/qbittorrent-client';
 * import { info } from '@portkeep/qbittorrent-client/endpoints/transfer';
 *
 * const request = encodeRequest(info, undefined, new URL('http://localhost:8080/api/v2/'));
 * if (request.url !== 'http://localhost:8080/api/v2/transfer/info') throw new Error(request.url);
 * ```
 */
export function encodeRequest<Input>(
  endpoint: Endpoint<Input, unknown>,
  input: Input,
  api: URL,
  version: string = endpoint.since,
): HttpRequest<RequestBody> {
  const { method, path, formerly, since } = endpoint;
  const repeatable = isRepeatable(endpoint);
  const isOld = formerly !== undefined && !isAtLeast(version, since);
  const url = `${api.href}${isOld ? formerly : path}`;
  const files = endpoint.form?.(input, version);
  if (files !== undefined) return { method, url, headers: {}, body: files, repeatable };
  const params = endpoint.params?.(input, version);
  const form = params === undefined ? '' : encodeParams(params);
  if (method === 'GET') {
    return { method, url: form === '' ? url : `${url}?${form}`, headers: {}, repeatable };
  }
  // JSON bodies are answered 400: forms are all that qBittorrent reads.
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method, url, headers, body: form, repeatable };
}

function encodeParams(params: Params): string {
  return Object.entries(params)
    .flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .join('&');
}

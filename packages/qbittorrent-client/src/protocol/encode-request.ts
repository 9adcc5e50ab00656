import type { HttpRequest } from '@portkeep/http';
import type { RequestBody } from '../request-body.ts';
import { badParameter } from './bad-parameter.ts';
import type { Endpoint, Params } from './endpoint.ts';
import { isRepeatable } from './is-repeatable.ts';
import { textOf } from './text-of.ts';
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
 * @throws {QBittorrentError} `QBT_BAD_REQUEST` for a parameter that is missing, or that would
 * arrive as another value.
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
  const given = checkInput(endpoint, input);
  const fields = fieldsOf(endpoint.params?.(given, version) ?? {}, endpoint.optional);
  const files = endpoint.form?.(given, version);
  if (files !== undefined) {
    for (const [name, text] of fields) files.append(name, text);
    return { method, url, headers: {}, body: files, repeatable };
  }
  const form = fields.map((field) => field.map(encodeURIComponent).join('=')).join('&');
  if (method === 'GET') {
    return { method, url: form === '' ? url : `${url}?${form}`, headers: {}, repeatable };
  }
  // JSON bodies are answered 400: forms are all that qBittorrent reads.
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { method, url, headers, body: form, repeatable };
}

/** Rows that read no input, and those whose parameters are all optional, need none. */
function checkInput<Input>(
  { params, form, optional }: Endpoint<Input, unknown>,
  input: Input,
): NonNullable<Input> {
  const needed = optional !== true && (params ?? form)?.length;
  if (input === undefined && !needed) return {} as NonNullable<Input>;
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  throw badParameter('input', 'it is missing, or not an object', 'give an object');
}

function fieldsOf(
  params: Params,
  optional: true | readonly string[] = [],
): readonly (readonly [name: string, text: string])[] {
  return Object.entries(params).flatMap(([name, value]) => {
    if (value !== undefined) return [[name, textOf(name, value)] as const];
    if (optional === true || optional.includes(name)) return [];
    throw badParameter(name, 'it is missing', 'give it');
  });
}

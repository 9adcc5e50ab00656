import type { ApiAccess } from './api-access.ts';
import { authorization } from './authorization.ts';
import { apiUrl } from './base-url.ts';
import type { MappingTarget } from './port-mapping.ts';
import type { HttpRequest } from './transport.ts';

/** Writes the API's one request that changes something; a duration of 0 deletes the mapping. */
export function encodeForward(
  { protocol, internalPort }: MappingTarget,
  duration: number,
  { baseUrl, token }: ApiAccess,
): HttpRequest {
  return {
    method: 'POST',
    // No slash at the end: "/forward/" is 404.
    url: new URL('forward', apiUrl(baseUrl)).href,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...authorization(token),
    },
    body: JSON.stringify({ internal_port: internalPort, protocol, duration }),
  };
}

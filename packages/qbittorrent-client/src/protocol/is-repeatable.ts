import type { AnyEndpoint } from './endpoint.ts';

/** Whether the server may get the request of an endpoint twice without harm. */
export function isRepeatable({ method, repeatable = method === 'GET' }: AnyEndpoint): boolean {
  return repeatable;
}

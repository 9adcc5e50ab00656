import type { Endpoint } from './endpoint.ts';

/**
 * A row for what is only read, but by POST, where it takes a text or a list: a plus sign in a query is
 * a space to qBittorrent, however it is written, proxies take some kilobytes of an address only, and
 * they write it into their logs.
 *
 * @__NO_SIDE_EFFECTS__
 */
export function postQuery<Input, Output>(
  path: string,
  row: Omit<Endpoint<Input, Output>, 'path' | 'method' | 'repeatable'>,
): Endpoint<Input, Output> {
  return { path, method: 'POST', repeatable: true, ...row };
}

import type { Endpoint } from './endpoint.ts';

/**
 * A row for what is only read.
 *
 * @__NO_SIDE_EFFECTS__
 */
export function query<Input, Output>(
  path: string,
  row: Omit<Endpoint<Input, Output>, 'path' | 'method'>,
): Endpoint<Input, Output> {
  return { path, method: 'GET', ...row };
}

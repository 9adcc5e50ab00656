import type { Endpoint } from './endpoint.ts';
import { nothing } from './nothing.ts';

/**
 * A row for what changes something and answers nothing.
 *
 * @__NO_SIDE_EFFECTS__
 */
export function command<Input>(
  path: string,
  row: Omit<Endpoint<Input, void>, 'path' | 'method' | 'read'>,
): Endpoint<Input, void> {
  return { path, method: 'POST', read: nothing, ...row };
}

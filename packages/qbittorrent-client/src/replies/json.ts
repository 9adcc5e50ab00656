import * as v from 'valibot';
import type { ResponseReader } from '../endpoint.ts';
import type { HttpReply } from '../transport.ts';
import { fits } from './fits.ts';
import { unreadable } from './unreadable.ts';

/**
 * JSON of a known form. Without validation it is believed as it comes: nothing is checked and
 * nothing normalised.
 *
 * @param schema What it must look like.
 *
 * @__NO_SIDE_EFFECTS__
 */
export function json<T>(schema: v.GenericSchema<unknown, T>): ResponseReader<T> {
  let quick: ReturnType<typeof fits> | undefined;
  return (reply, validate) => {
    const value = parse(reply);
    quick ??= fits(schema);
    // Unchecked, the caller chose to take the server's word for it.
    if (!validate || quick(value)) return value as T;
    const result = v.safeParse(schema, value);
    if (result.success) return result.output;
    // Names of keys only: the values of preferences hold passwords.
    const keys = result.issues.map((issue) => v.getDotPath(issue) ?? 'the whole');
    throw unreadable(reply, `does not have the known form (${keys.slice(0, 5).join(', ')})`);
  };
}

function parse(reply: HttpReply): unknown {
  try {
    return JSON.parse(reply.body);
  } catch {
    throw unreadable(reply, 'is not JSON');
  }
}

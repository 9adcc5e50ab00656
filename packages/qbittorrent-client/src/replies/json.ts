import type { HttpReply } from '@portkeep/http';
import * as v from 'valibot';
import type { ResponseReader } from '../protocol/endpoint.ts';
import { fits } from './fits.ts';
import { unreadable } from './unreadable.ts';

const NEWER = 'qBittorrent may be newer than this package: update it, or set "validate" to false';

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
  return (reply, validate, does) => {
    const value = parse(reply, does);
    quick ??= fits(schema);
    // Unchecked, the caller chose to take the server's word for it.
    if (!validate || quick(value)) return value as T;
    const result = v.safeParse(schema, value);
    if (result.success) return result.output;
    // Names of keys only: the values of preferences hold passwords.
    const keys = result.issues.map((issue) => v.getDotPath(issue) ?? 'the whole');
    const problem = `does not have the known form (${keys.slice(0, 5).join(', ')})`;
    throw unreadable(reply, does, problem, NEWER);
  };
}

function parse(reply: HttpReply, does: string): unknown {
  try {
    return JSON.parse(reply.body);
  } catch {
    throw unreadable(reply, does, 'is not JSON');
  }
}

import type { HttpReply } from '@portkeep/http';
import type * as v from 'valibot';
import type { ResponseReader } from './endpoint.ts';
import { placeOf } from './place-of.ts';
import { schemaReader } from './schema-reader.ts';
import { unknownForm } from './unknown-form.ts';
import { unreadable } from './unreadable.ts';

/**
 * JSON of a known form. Without validation it is trusted as it comes: nothing is checked and
 * nothing normalised.
 *
 * @param schema What it must look like.
 *
 * @__NO_SIDE_EFFECTS__
 */
export function json<T>(schema: v.GenericSchema<unknown, T>): ResponseReader<T> {
  const read = schemaReader(schema);
  return (reply, { does, validate, onOddRecords }) => {
    const value = parse(reply, does);
    // Without validation, the caller chose to trust the server.
    if (!validate) return value as T;
    const result = read(value, {});
    if (result.issues === undefined) return result.value;
    const places = result.issues.map(({ path }) => placeOf(path));
    const { status } = reply;
    if (!result.typed) throw unknownForm(does, places, { status });
    const error = unknownForm(does, places, { status, partial: result.value });
    if (onOddRecords === undefined) throw error;
    onOddRecords(error);
    return result.value;
  };
}

function parse(reply: HttpReply, does: string): unknown {
  try {
    return JSON.parse(reply.body);
  } catch {
    throw unreadable(reply, does, 'is not JSON');
  }
}

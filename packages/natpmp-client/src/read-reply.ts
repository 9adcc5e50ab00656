import type { HttpReply } from '@portkeep/http';
import { parseJson } from '@portkeep/http/client';
import * as v from 'valibot';
import { NatPmpError } from './natpmp-error.ts';
import { CHECK_ADDRESS, type Operation, replyFailure } from './reply-failure.ts';

/**
 * Reads the JSON of a successful reply.
 *
 * @throws {NatPmpError} For every status but 2xx, and `NATPMP_UNEXPECTED_RESPONSE` for JSON that
 * does not fit the schema.
 */
export function readReply<T>(
  operation: Operation,
  reply: HttpReply,
  schema: v.GenericSchema<unknown, T>,
): T {
  const { status, body } = reply;
  if (status < 200 || status > 299) throw replyFailure(operation, reply);
  const json = parseJson(body);
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  // Names of fields only, never what is in them.
  const fields = result.issues.map((issue) => v.getDotPath(issue) ?? 'the whole').slice(0, 4);
  const problem =
    json === undefined ? 'is not JSON' : `does not have the known form (${fields.join(', ')})`;
  throw new NatPmpError(
    'NATPMP_UNEXPECTED_RESPONSE',
    `Cannot ${operation.does}: the reply ${problem}`,
    CHECK_ADDRESS,
    { status, ambiguous: operation.changes },
  );
}

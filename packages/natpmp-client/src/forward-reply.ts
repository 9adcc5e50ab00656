import * as v from 'valibot';
import { NatPmpError } from './natpmp-error.ts';
import type { MappingTarget } from './port-mapping.ts';
import { readReply } from './read-reply.ts';
import type { Operation } from './reply-failure.ts';
import type { HttpReply } from './transport.ts';

const Port = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));

/** The API's answer to a mapping and to a release. */
const ForwardSchema = v.object({
  internal_port: Port,
  external_port: Port,
  protocol: v.string(),
  duration: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)),
});

/** What the API answered. Zeros are still in it: what they mean depends on the question. */
export interface ForwardReply {
  readonly externalPort: number;
  readonly duration: number;
}

/**
 * Reads a reply of `POST /forward` and makes sure that it answers this question.
 *
 * @throws {NatPmpError} For every failure, and `NATPMP_UNEXPECTED_RESPONSE` when protocol or port
 * are others.
 */
export function readForwardReply(
  operation: Operation,
  reply: HttpReply,
  { protocol, internalPort }: MappingTarget,
): ForwardReply {
  const answer = readReply(operation, reply, ForwardSchema);
  if (answer.internal_port === internalPort && answer.protocol === protocol) {
    return { externalPort: answer.external_port, duration: answer.duration };
  }
  throw new NatPmpError(
    'NATPMP_UNEXPECTED_RESPONSE',
    `Cannot ${operation.does}: the reply is about another mapping; check for a cache or a faulty proxy before the API`,
    { status: reply.status, ambiguous: true },
  );
}

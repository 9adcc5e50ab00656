import type { HttpReply, HttpRequest } from '@portkeep/http';
import { readBaseUrl } from '@portkeep/http/client';
import * as v from 'valibot';
import { type ApiAccess, authorization } from './api-access.ts';
import { NatPmpError } from './natpmp-error.ts';
import type { MappingTarget } from './port-mapping.ts';
import { readReply } from './read-reply.ts';
import type { Operation } from './reply-failure.ts';

/** Writes the API's one request that changes something; a duration of 0 deletes the mapping. */
export function encodeForward(
  { protocol, internalPort }: MappingTarget,
  duration: number,
  api: ApiAccess,
): HttpRequest {
  return {
    method: 'POST',
    // No slash at the end: "/forward/" is 404.
    url: new URL('forward', readBaseUrl(api?.baseUrl)).href,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...authorization(api),
    },
    body: JSON.stringify({ internal_port: internalPort, protocol, duration }),
    // A second request renews the mapping, or deletes what is gone already (RFC 6886, 3.3 and 3.4).
    repeatable: true,
  };
}

const upTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const Port = upTo(65_535);
/** A time as the gateway counts it. */
export const Seconds: v.GenericSchema<unknown, number> = upTo(2 ** 32 - 1);

/** The API's answer to a mapping and to a release. The last two are not in that of the original. */
const ForwardSchema = v.object({
  internal_port: Port,
  external_port: Port,
  protocol: v.string(),
  duration: Seconds,
  lifetime: v.nullish(Seconds),
  epoch: v.nullish(Seconds),
});

/** What the API answered. Zeros are still in it: what they mean depends on the request. */
export interface ForwardReply {
  readonly externalPort: number;
  readonly duration: number;
  readonly grantedSeconds: number | undefined;
  readonly epochSeconds: number | undefined;
}

/**
 * Reads a reply of `POST /forward` and makes sure that it answers this request.
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
    return {
      externalPort: answer.external_port,
      duration: answer.duration,
      grantedSeconds: answer.lifetime ?? undefined,
      epochSeconds: answer.epoch ?? undefined,
    };
  }
  throw new NatPmpError(
    'NATPMP_UNEXPECTED_RESPONSE',
    `Cannot ${operation.does}: the reply is about another mapping`,
    'check for a cache or a faulty proxy in front of the API',
    { status: reply.status, ambiguous: true },
  );
}

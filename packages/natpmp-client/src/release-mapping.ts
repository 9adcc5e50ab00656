import type { HttpReply, HttpRequest } from '@portkeep/http';
import type { ApiAccess } from './api-access.ts';
import { encodeForward, readForwardReply } from './forward.ts';
import { NatPmpError } from './natpmp-error.ts';
import { checkTarget, describeMapping, type MappingTarget } from './port-mapping.ts';
import { CHECK_ADDRESS } from './reply-failure.ts';

/**
 * Writes the request that releases a mapping: one for 0 seconds (RFC 6886, 3.4).
 *
 * @param target What to release. Never port 0, which would mean all ports.
 * @param api Where the API is, and its token.
 * @returns The request.
 * @throws {NatPmpError} `NATPMP_BAD_REQUEST` for a port or protocol out of range;
 * `NATPMP_UNAUTHORIZED` for a token that no header can carry.
 * @throws {TypeError} When the address cannot be used.
 *
 * @example
 * ```ts
 * import { encodeReleaseMapping } from '@portkeep/natpmp-client';
 *
 * const target = { protocol: 'tcp', internalPort: 6881 } as const;
 * const { body } = encodeReleaseMapping(target, { baseUrl: '10.0.0.5:8080' });
 * if (body !== '{"internal_port":6881,"protocol":"tcp","duration":0}') throw new Error(body);
 * ```
 */
export function encodeReleaseMapping(target: MappingTarget, api: ApiAccess): HttpRequest {
  checkTarget('release', target);
  return encodeForward(target, 0, api);
}

/**
 * Reads the answer to a release. A mapping that never existed counts as released.
 *
 * @param reply What came back.
 * @param target What was to be released.
 * @throws {NatPmpError} For every status but 2xx, and for a body that does not answer the request.
 *
 * @example
 * ```ts
 * import { decodeReleaseMapping } from '@portkeep/natpmp-client';
 *
 * const body = '{"internal_port":6881,"external_port":0,"protocol":"tcp","duration":0}';
 * decodeReleaseMapping({ status: 200, headers: {}, body }, { protocol: 'tcp', internalPort: 6881 });
 * ```
 */
export function decodeReleaseMapping(reply: HttpReply, target: MappingTarget): void {
  const operation = { does: describeMapping('release', target), changes: true };
  const { duration, grantedSeconds = 0 } = readForwardReply(operation, reply, target);
  const left = Math.max(duration, grantedSeconds);
  if (left === 0) return;
  throw new NatPmpError(
    'NATPMP_UNEXPECTED_RESPONSE',
    `Cannot ${operation.does}: the API answers with a lifetime of ${left} s`,
    `${CHECK_ADDRESS}, or wait until the mapping expires`,
    { status: reply.status, ambiguous: true },
  );
}

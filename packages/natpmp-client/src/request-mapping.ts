import type { HttpReply, HttpRequest } from '@portkeep/http';
import type { ApiAccess } from './api-access.ts';
import { encodeForward, readForwardReply } from './forward.ts';
import { NatPmpError } from './natpmp-error.ts';
import {
  checkLifetime,
  checkTarget,
  describeMapping,
  type MappingRequest,
  type PortMapping,
} from './port-mapping.ts';

/** What ProtonVPN grants at most, and what the API's own examples use. */
const DEFAULT_LIFETIME_SECONDS = 60;

/**
 * Writes the request that makes or renews a mapping.
 *
 * @param mapping What to map and for how long.
 * @param api Where the API is, and its token.
 * @returns The request.
 * @throws {NatPmpError} `NATPMP_BAD_REQUEST` for a port, lifetime or protocol out of range;
 * `NATPMP_UNAUTHORIZED` for a token that no header can carry.
 * @throws {TypeError} When the address cannot be used.
 *
 * @example
 * ```ts
 * import { encodeRequestMapping } from '@portkeep/natpmp-client';
 *
 * const mapping = { protocol: 'udp', internalPort: 6881 } as const;
 * const { url, body } = encodeRequestMapping(mapping, { baseUrl: '10.0.0.5:8080' });
 * if (url !== 'http://10.0.0.5:8080/forward') throw new Error(url);
 * if (body !== '{"internal_port":6881,"protocol":"udp","duration":60}') throw new Error(body);
 * ```
 */
export function encodeRequestMapping(mapping: MappingRequest, api: ApiAccess): HttpRequest {
  checkTarget('map', mapping);
  const { lifetimeSeconds = DEFAULT_LIFETIME_SECONDS } = mapping;
  checkLifetime(mapping, lifetimeSeconds);
  return encodeForward(mapping, lifetimeSeconds, api);
}

/**
 * Reads the answer to a mapping. Zeros in a success are failures: a duration of 0 means that the
 * API deleted the mapping (its maximum is 0), a granted lifetime of 0 that there is none, an external
 * port of 0 that the gateway's answer was cut short and the API filled it up.
 *
 * @param reply What came back.
 * @param asked What was asked for.
 * @returns The mapping.
 * @throws {NatPmpError} For every status but 2xx, and for a body that does not answer the request.
 *
 * @example
 * ```ts
 * import { decodeRequestMapping } from '@portkeep/natpmp-client';
 *
 * const body = '{"internal_port":6881,"external_port":62610,"protocol":"udp","duration":300}';
 * const asked = { protocol: 'udp', internalPort: 6881, lifetimeSeconds: 3600 } as const;
 * const mapping = decodeRequestMapping({ status: 200, headers: {}, body }, asked);
 * if (!mapping.clamped || mapping.lifetimeSeconds !== 300) throw new Error('not cut down');
 * ```
 */
export function decodeRequestMapping(reply: HttpReply, asked: MappingRequest): PortMapping {
  const {
    protocol,
    internalPort,
    lifetimeSeconds: askedSeconds = DEFAULT_LIFETIME_SECONDS,
  } = asked;
  const operation = { does: describeMapping('map', asked), changes: true };
  const answer = readForwardReply(operation, reply, asked);
  const { externalPort, duration, grantedSeconds, epochSeconds } = answer;
  if (duration === 0) {
    throw new NatPmpError(
      'NATPMP_UNEXPECTED_RESPONSE',
      `Cannot ${operation.does}: the API cut the lifetime down to 0, which deletes the mapping`,
      'start the API with a NATPMP_MAX_DURATION above 0',
      { status: reply.status },
    );
  }
  if (grantedSeconds === 0) {
    throw new NatPmpError(
      'NATPMP_UNEXPECTED_RESPONSE',
      `Cannot ${operation.does}: the gateway granted a lifetime of 0, which is no mapping`,
      'try again, and check the log of the gateway if it lasts',
      { status: reply.status, retryable: true },
    );
  }
  if (externalPort === 0) {
    throw new NatPmpError(
      'NATPMP_UNEXPECTED_RESPONSE',
      `Cannot ${operation.does}: the external port is 0`,
      'try again, and check the log of the gateway if it lasts',
      { status: reply.status, retryable: true, ambiguous: true },
    );
  }
  const lifetimeSeconds = Math.min(duration, grantedSeconds ?? duration);
  return {
    protocol,
    internalPort,
    externalPort,
    lifetimeSeconds,
    askedSeconds,
    clamped: lifetimeSeconds < askedSeconds,
    grantedSeconds,
    epochSeconds,
  };
}

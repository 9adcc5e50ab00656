import type { HttpReply, HttpRequest } from '@portkeep/http';
import { readBaseUrl } from '@portkeep/http/client';
import * as v from 'valibot';
import type { ApiAccess } from './api-access.ts';
import { readReply } from './read-reply.ts';
import type { Operation } from './reply-failure.ts';

/** What the API says about itself. */
export interface Health {
  /** `healthy`, also while the gateway is down: it means no more than that the API runs. */
  readonly status: string;
  /** The API's clock as it wrote it: RFC 3339, up to nine digits after the second. */
  readonly timestamp?: string | undefined;
}

const HealthSchema: v.GenericSchema<unknown, Health> = v.object({
  status: v.string(),
  timestamp: v.optional(v.fallback(v.optional(v.string()), undefined)),
});

/** What the call is, for its errors. */
export const GET_HEALTH: Operation = { does: 'ask for the health of the API', changes: false };

/**
 * Writes the request that checks whether the API runs. It needs no token and carries none.
 *
 * @param api Where the API is.
 * @returns The request.
 * @throws {TypeError} When the address cannot be used.
 *
 * @example
 * ```ts
 * import { encodeGetHealth } from '@portkeep/natpmp-client';
 *
 * const { url } = encodeGetHealth({ baseUrl: 'https://host/natpmp/' });
 * if (url !== 'https://host/natpmp/health') throw new Error(url);
 * ```
 */
export function encodeGetHealth(api: Pick<ApiAccess, 'baseUrl'>): HttpRequest {
  const url = new URL('health', readBaseUrl(api?.baseUrl)).href;
  return { method: 'GET', url, headers: { accept: 'application/json' }, repeatable: true };
}

/**
 * Reads the answer.
 *
 * @param reply What came back.
 * @returns What the API says about itself.
 * @throws {NatPmpError} For every status but 2xx, and for a body that the API does not give.
 *
 * @example
 * ```ts
 * import { decodeGetHealth } from '@portkeep/natpmp-client';
 *
 * const { status } = decodeGetHealth({ status: 200, headers: {}, body: '{"status":"healthy"}' });
 * if (status !== 'healthy') throw new Error(status);
 * ```
 */
export function decodeGetHealth(reply: HttpReply): Health {
  return readReply(GET_HEALTH, reply, HealthSchema);
}

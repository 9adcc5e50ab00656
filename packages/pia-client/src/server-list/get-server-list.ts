import type { HttpReply, HttpRequest } from '@portkeep/http';
import { parseJson } from '@portkeep/http/client';
import * as v from 'valibot';
import { PiaError } from '../pia-error.ts';
import { publicReplyFailure } from '../public-reply-failure.ts';
import { PIA_SERVER_LIST_KEY } from './list-key.ts';
import { readPorts } from './read-ports.ts';
import { ListSchema, readRegions } from './read-regions.ts';
import type { ServerList } from './region.ts';
import { verifyList } from './verify-list.ts';

/**
 * Where PIA publishes its servers, in the order to ask. Version 7 lists the newer servers and
 * shares few with version 6, so look a name up in both (pia-foss/manual-connections#222).
 */
export const PIA_SERVER_LIST_URLS: readonly string[] = [
  'https://serverlist.piaservers.net/vpninfo/servers/v7',
  'https://serverlist.piaservers.net/vpninfo/servers/v6',
];

/** PIA's own script takes a shorter answer for a failed one (get_region.sh). */
const MIN_LENGTH = 1000;

const ACTION = 'Cannot get the server list';

/**
 * Builds the request for a server list.
 *
 * @param url Where the list is.
 *
 * @example
 * ```ts
 * import { encodeGetServerList, PIA_SERVER_LIST_URLS } from '@portkeep/pia-client';
 *
 * const requests = PIA_SERVER_LIST_URLS.map(encodeGetServerList);
 * if (requests[0]?.method !== 'GET') throw new Error('unreachable');
 * ```
 */
export function encodeGetServerList(url: string): HttpRequest {
  // No "accept: application/json": the body is JSON and a signature.
  return { method: 'GET', url, headers: { accept: '*/*' }, repeatable: true };
}

/** What {@link decodeGetServerList} knows besides the reply. */
export interface DecodeGetServerListOptions {
  /** Where the reply came from. */
  readonly url: string;
  /** The key that the list must be signed with, SPKI in PEM form. @default {PIA_SERVER_LIST_KEY} */
  readonly publicKey?: string | undefined;
  /** The present time in epoch milliseconds. @default {Date.now()} */
  readonly now?: number | undefined;
}

/**
 * Verifies the signature of a server list and reads it.
 *
 * @throws {PiaError} `PIA_LIST_SIGNATURE_INVALID`, `PIA_SERVER_ERROR`, `PIA_UNEXPECTED_RESPONSE`, …
 * @throws {TypeError} When `publicKey` is not an RSA public key in PEM form.
 *
 * @example
 * ```ts
 * import { decodeGetServerList, isPiaError } from '@portkeep/pia-client';
 *
 * const reply = { status: 200, headers: {}, body: `{"regions":[]}${' '.repeat(1000)}\n\nAAAA\n` };
 * try {
 *   await decodeGetServerList(reply, { url: 'https://example.com/' });
 * } catch (error) {
 *   if (!isPiaError(error) || error.code !== 'PIA_LIST_SIGNATURE_INVALID') throw error;
 * }
 * ```
 */
export async function decodeGetServerList(
  reply: HttpReply,
  options: DecodeGetServerListOptions,
): Promise<ServerList> {
  const { url, publicKey = PIA_SERVER_LIST_KEY, now = Date.now() } = options;
  if (reply.status !== 200) throw publicReplyFailure({ action: ACTION, reply, now });
  if (reply.body.length < MIN_LENGTH) throw notAList(reply, 'the answer is too short for a list');
  const json = await verifyList(reply.body, publicKey);
  if (json === undefined) {
    throw new PiaError(
      'PIA_LIST_SIGNATURE_INVALID',
      `${ACTION}: its signature is not valid`,
      'do not trust this list, check the address and the key',
      { status: reply.status },
    );
  }
  const content = v.safeParse(ListSchema, parseJson(json));
  if (!content.success) throw notAList(reply, 'the signed text is not a list of regions');
  const { regions, groups } = content.output;
  return { ...readRegions(regions), ports: readPorts(groups), url };
}

function notAList({ status }: HttpReply, problem: string): PiaError {
  return new PiaError(
    'PIA_UNEXPECTED_RESPONSE',
    `${ACTION}: ${problem}`,
    'check the address, or try another version of the list',
    { status },
  );
}

import * as v from 'valibot';
import { QBittorrentError } from './qbittorrent-error.ts';
import type { HttpReply } from './transport.ts';

/**
 * @param reply A successful reply.
 * @param schema What its JSON must look like.
 * @returns The checked value.
 */
export function readJson<T>(reply: HttpReply, schema: v.GenericSchema<unknown, T>): T {
  const result = v.safeParse(schema, parse(reply));
  if (result.success) return result.output;
  // Names of keys only: the values of preferences hold passwords.
  const keys = result.issues.map((issue) => v.getDotPath(issue) ?? 'the whole');
  throw unreadable(reply, `does not have the known form (${keys.slice(0, 5).join(', ')})`);
}

function parse(reply: HttpReply): unknown {
  try {
    return JSON.parse(reply.body);
  } catch {
    throw unreadable(reply, 'is not JSON');
  }
}

function unreadable(reply: HttpReply, problem: string): QBittorrentError {
  return new QBittorrentError(
    'QBT_UNEXPECTED_RESPONSE',
    `Cannot read the reply: it ${problem}; check that the address is the one of qBittorrent`,
    { status: reply.status },
  );
}

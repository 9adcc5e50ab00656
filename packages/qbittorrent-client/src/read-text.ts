import { QBittorrentError } from './qbittorrent-error.ts';
import type { HttpReply } from './transport.ts';

/**
 * @param reply A successful reply.
 * @param pattern What its text must look like.
 * @param what The same in words.
 * @returns The text, trimmed.
 */
export function readText(reply: HttpReply, pattern: RegExp, what: string): string {
  const text = reply.body.trim();
  if (pattern.test(text)) return text;
  throw new QBittorrentError(
    'QBT_UNEXPECTED_RESPONSE',
    `Cannot read the reply: it is not ${what}; check that the address is the one of qBittorrent`,
    { status: reply.status },
  );
}

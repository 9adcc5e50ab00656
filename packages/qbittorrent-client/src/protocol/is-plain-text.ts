import type { HttpReply } from '@portkeep/http';

/** Whether a reply is plain text, as all that qBittorrent says in a refusal. */
export function isPlainText({ headers }: Pick<HttpReply, 'headers'>): boolean {
  return String(headers['content-type']).startsWith('text/plain');
}

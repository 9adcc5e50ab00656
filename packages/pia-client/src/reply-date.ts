import type { HttpReply } from '@portkeep/http';

/** When a server answered, by its own clock; `undefined` where it does not say. */
export function replyDate({ headers }: Pick<HttpReply, 'headers'>): Date | undefined {
  const { date } = headers;
  // Every HTTP date begins with the name of a day; Date.parse alone would take "1.5" for a year.
  if (typeof date !== 'string' || !/^\s*[A-Z][a-z]{2}/.test(date)) return undefined;
  const at = Date.parse(date);
  return Number.isNaN(at) ? undefined : new Date(at);
}

import type { HttpReply } from './transport.ts';

/** Reads a `Retry-After` in seconds. The API itself sends none, and proxies send no dates. */
export function retryAfterSeconds({ headers }: HttpReply): number | undefined {
  const header = headers['retry-after'];
  return typeof header === 'string' && /^\d{1,9}$/.test(header.trim()) ? Number(header) : undefined;
}

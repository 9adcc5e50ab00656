import type { HttpReply } from '@portkeep/http';

/** 502 to 504: a reverse proxy speaks for a server that is not there. */
export function isProxyWithoutServer({ status }: HttpReply): boolean {
  return status >= 502 && status <= 504;
}

/** 502 and 503: nothing listens there. With 504 it may only be busy. */
export function isProxyRefused({ status }: HttpReply): boolean {
  return status === 502 || status === 503;
}

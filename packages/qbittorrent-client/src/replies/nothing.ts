import type { ResponseReader } from '../protocol/endpoint.ts';
import { unreadable } from './unreadable.ts';

/**
 * Nothing, which is what qBittorrent says to what it did: 200 without a body before 5.2, often 204
 * since. A body is checked for without validation too: a page of a proxy means that nothing was done.
 */
export const nothing: ResponseReader<void> = (reply, _, does) => {
  const body = reply.body.trim();
  if (body !== '' && body !== 'Ok.') throw unreadable(reply, does, 'has a body where none belongs');
};

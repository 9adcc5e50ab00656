import type { ServerResponse } from 'node:http';
import type { ApiReply } from './api-replies.ts';

/** Writes an answer with the header fields of the real server: no word about keeping alive. */
export function writeReply(reply: ApiReply, response: ServerResponse): void {
  response.removeHeader('connection');
  const headers = Object.entries(reply.headers).map(([name, value]) => [name, String(value)]);
  response.writeHead(reply.status, Object.fromEntries(headers)).end(reply.body);
}

import type { ServerResponse } from 'node:http';

/** An answer that can be written. */
export interface WritableReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;
}

/** Writes an answer with the header fields of the real server: nothing about keeping alive. */
export function writeReply(
  { status, headers, body }: WritableReply,
  response: ServerResponse,
): void {
  response.removeHeader('connection');
  const fields = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  response.writeHead(status, Object.fromEntries(fields)).end(body);
}

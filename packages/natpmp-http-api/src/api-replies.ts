/** An answer of the API. */
export interface ApiReply {
  readonly kind: 'reply';
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** JSON on one line, as the API prints it. */
export function jsonReply(status: number, value: unknown): ApiReply {
  return reply(status, 'application/json', JSON.stringify(value));
}

/** What the API's framework says about a body that it cannot read. */
export function textReply(status: number, body: string): ApiReply {
  return reply(status, 'text/plain; charset=utf-8', body);
}

/** No body, and no content type either. */
export function emptyReply(status: number, headers: Readonly<Record<string, string>>): ApiReply {
  return { kind: 'reply', status, headers: { ...headers, 'content-length': '0' }, body: '' };
}

/** The same reply to a `HEAD` request. */
export function withoutBody(answer: ApiReply): ApiReply {
  return { ...answer, body: '' };
}

export const UNAUTHORIZED: ApiReply = jsonReply(401, { error: 'Unauthorized' });
export const BAD_PROTOCOL: ApiReply = jsonReply(400, { error: 'protocol must be tcp or udp' });
/** The gateway refused, or did not answer in time; it may have made the mapping anyway. */
export const MAPPING_FAILED: ApiReply = jsonReply(500, { error: 'Failed to request port mapping' });
/** No packet was sent. */
export const CLIENT_FAILED: ApiReply = jsonReply(500, { error: 'Failed to create NAT-PMP client' });

/** The reply of `/health`, always healthy. */
export function healthReply(at: number): ApiReply {
  // The real one prints nanoseconds and an offset.
  const timestamp = new Date(at).toISOString().replace('Z', '036704+00:00');
  return jsonReply(200, { status: 'healthy', timestamp });
}

function reply(status: number, contentType: string, body: string): ApiReply {
  const length = String(Buffer.byteLength(body));
  const headers = { 'content-type': contentType, 'content-length': length };
  return { kind: 'reply', status, headers, body };
}

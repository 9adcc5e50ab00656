import { type ApiReply, emptyReply, textReply, UNAUTHORIZED } from './api-replies.ts';
import { type ForwardBody, readForwardBody } from './forward-body.ts';
import { isJsonType } from './is-json-type.ts';
import { JsonScanError } from './json-scanner.ts';
import type { MappingProtocol, NatPmpAsk } from './natpmp-ask.ts';
import { sameText } from './same-text.ts';

/** A request as it arrived. */
export interface ApiRequestMessage {
  /** Upper case. */
  readonly method: string;
  /** Path and query, or an absolute URL. */
  readonly url: string;
  /** Header names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
}

/** The outcome of a request before any gateway is asked. */
export type ApiRequest =
  | { readonly kind: 'answered'; readonly reply: ApiReply }
  | { readonly kind: 'health' }
  | { readonly kind: 'forward'; readonly ask: NatPmpAsk };

/** The most bytes that a body may have. */
export const MAX_BODY_BYTES: number = 2 * 1024 * 1024;

/** The path of a request, without its query. */
export function pathOf({ url }: Pick<ApiRequestMessage, 'url'>): string {
  return url.replace(/^https?:\/\/[^/?]*/i, '').replace(/\?.*$/s, '');
}

/**
 * Checks a request in the API's order: path, method, content type, size, JSON, and only then the
 * token.
 *
 * @param token `undefined` when no client needs one.
 */
export function readApiRequest(request: ApiRequestMessage, token: string | undefined): ApiRequest {
  const { method } = request;
  switch (pathOf(request)) {
    case '/health':
      if (method === 'GET' || method === 'HEAD') return { kind: 'health' };
      return answered(emptyReply(405, { allow: 'GET,HEAD' }));
    case '/forward':
      if (method === 'POST') return readForward(request, token);
      return answered(emptyReply(405, { allow: 'POST' }));
    default:
      return answered(emptyReply(404, {}));
  }
}

/**
 * Whether a request shows the token. HTTP strips spaces at the end, so no request can show an empty
 * token.
 */
export function showsToken(
  { headers }: Pick<ApiRequestMessage, 'headers'>,
  token: string | undefined,
): boolean {
  if (token === undefined) return true;
  return sameText(headers.authorization?.trim() ?? '', `Bearer ${token}`);
}

function readForward(request: ApiRequestMessage, token: string | undefined): ApiRequest {
  if (!isJsonType(request.headers['content-type'] ?? '')) {
    return answered(textReply(415, 'Expected request with `Content-Type: application/json`'));
  }
  if (request.body.length > MAX_BODY_BYTES) {
    const why = 'length limit exceeded';
    return answered(textReply(413, `Failed to buffer the request body: ${why}`));
  }
  const body = parse(request.body);
  if (body instanceof JsonScanError) return answered(refusal(body));
  if (!showsToken(request, token)) return answered(UNAUTHORIZED);
  const { internalPort, duration: durationSeconds } = body;
  const protocol = protocolNamed(body.protocol.toLowerCase());
  return { kind: 'forward', ask: { internalPort, protocol, durationSeconds } };
}

function answered(reply: ApiReply): ApiRequest {
  return { kind: 'answered', reply };
}

function parse(body: Uint8Array): ForwardBody | JsonScanError {
  try {
    return readForwardBody(body);
  } catch (error) {
    if (error instanceof JsonScanError) return error;
    throw error;
  }
}

function refusal({ kind, message }: JsonScanError): ApiReply {
  return kind === 'data'
    ? textReply(422, `Failed to deserialize the JSON body into the target type: ${message}`)
    : textReply(400, `Failed to parse the request body as JSON: ${message}`);
}

function protocolNamed(name: string): MappingProtocol | undefined {
  return name === 'tcp' || name === 'udp' ? name : undefined;
}

import type { SimulatedRequest } from '../simulated-http.ts';
import { type ApiReply, emptyReply, textReply, UNAUTHORIZED } from './api-replies.ts';
import { type ForwardBody, readForwardBody } from './forward-body.ts';
import { JsonScanError } from './json-scanner.ts';
import type { MappingProtocol, NatPmpAsk } from './natpmp-ask.ts';

/** What a request comes to before any gateway is asked. */
export type ApiRequest =
  | { readonly kind: 'answered'; readonly reply: ApiReply }
  | { readonly kind: 'health' }
  | { readonly kind: 'forward'; readonly ask: NatPmpAsk };

/** A body may have so many bytes. */
export const MAX_BODY_BYTES: number = 2 * 1024 * 1024;

/** The path of a request, without its query. */
export function pathOf(request: SimulatedRequest): string {
  return request.url.replace(/^https?:\/\/[^/?]*/i, '').replace(/\?.*$/s, '');
}

/**
 * Checks a request in the API's order: path, method, content type, size, JSON, and only then the
 * token.
 *
 * @param token `undefined`: nobody has to show one
 */
export function readApiRequest(request: SimulatedRequest, token: string | undefined): ApiRequest {
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

function readForward(request: SimulatedRequest, token: string | undefined): ApiRequest {
  if (!isJson(request.headers['content-type'] ?? '')) {
    return answered(textReply(415, 'Expected request with `Content-Type: application/json`'));
  }
  if (Buffer.byteLength(request.body) > MAX_BODY_BYTES) {
    const why = 'length limit exceeded';
    return answered(textReply(413, `Failed to buffer the request body: ${why}`));
  }
  const body = parse(request.body);
  if (body instanceof JsonScanError) return answered(refusal(body));
  if (token !== undefined && !shows(token, request)) return answered(UNAUTHORIZED);
  const { internalPort, duration: durationSeconds } = body;
  const protocol = protocolNamed(body.protocol.toLowerCase());
  return { kind: 'forward', ask: { internalPort, protocol, durationSeconds } };
}

function answered(reply: ApiReply): ApiRequest {
  return { kind: 'answered', reply };
}

function isJson(contentType: string): boolean {
  const [type = ''] = contentType.toLowerCase().split(';');
  return /^application\/(?:json|[\w!#$&^.-]+\+json)$/.test(type.trim());
}

function parse(body: string): ForwardBody | JsonScanError {
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

/** HTTP strips blanks at the end, so that nobody can show an empty token. */
function shows(token: string, request: SimulatedRequest): boolean {
  return request.headers.authorization?.trim() === `Bearer ${token}`;
}

function protocolNamed(name: string): MappingProtocol | undefined {
  return name === 'tcp' || name === 'udp' ? name : undefined;
}

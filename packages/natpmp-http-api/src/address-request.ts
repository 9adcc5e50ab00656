import { type ApiReply, emptyReply, jsonReply, UNAUTHORIZED, withoutBody } from './api-replies.ts';
import { type ApiRequestMessage, showsToken } from './api-request.ts';

/** Where the gateway's external address is, which the original API does not tell. */
export const ADDRESS_PATH = '/v1/address';

/**
 * The refusal of a request for the address; `undefined` when it may be answered.
 *
 * @param token `undefined` when no client needs one.
 */
export function refuseAddressRequest(
  request: ApiRequestMessage,
  token: string | undefined,
): ApiReply | undefined {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD') return emptyReply(405, { allow: 'GET,HEAD' });
  return showsToken(request, token) ? undefined : forMethod(request, UNAUTHORIZED);
}

/** The address, and the gateway's clock. */
export function addressReply(address: string, epoch: number): ApiReply {
  return jsonReply(200, { address, epoch });
}

/** The reply that fits the method: without a body to `HEAD`. */
export function forMethod(
  { method }: Pick<ApiRequestMessage, 'method'>,
  reply: ApiReply,
): ApiReply {
  return method === 'HEAD' ? withoutBody(reply) : reply;
}

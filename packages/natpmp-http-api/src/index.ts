/**
 * The server's side of the NAT-PMP HTTP API, byte for byte as `natpmp-http-api` 1.0.1 answers: what
 * the front and its simulator have in common. No client knows it.
 *
 * @module
 */
export { ADDRESS_PATH, addressReply, forMethod, refuseAddressRequest } from './address-request.ts';
export {
  type ApiReply,
  BAD_PROTOCOL,
  CLIENT_FAILED,
  emptyReply,
  healthReply,
  jsonReply,
  MAPPING_FAILED,
  textReply,
  UNAUTHORIZED,
  withoutBody,
} from './api-replies.ts';
export {
  type ApiRequest,
  type ApiRequestMessage,
  MAX_BODY_BYTES,
  pathOf,
  readApiRequest,
  showsToken,
} from './api-request.ts';
export type { MappingProtocol, NatPmpAsk } from './natpmp-ask.ts';
export { type WritableReply, writeReply } from './write-reply.ts';

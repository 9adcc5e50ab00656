/**
 * A transport over `fetch`, for every runtime and browsers.
 *
 * @module
 */

export type {
  HttpBody,
  HttpReply,
  HttpRequest,
  TransferProgress,
  Transport,
  TransportOptions,
} from './http-exchange.ts';
export { type KyTransportOptions, kyTransport } from './ky/ky-transport.ts';
export type { TransportSettings } from './transport-settings.ts';

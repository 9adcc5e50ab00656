/**
 * A transport over `fetch`, for every runtime and browsers.
 *
 * @module
 */

export type * from './http-exchange.ts';
export { type KyTransportOptions, kyTransport } from './ky/ky-transport.ts';
export type { TransportSettings } from './transport-settings.ts';

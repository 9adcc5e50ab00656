/**
 * A transport over `node:http` and `node:https`, for Node.js, Deno and Bun: with an authority of your
 * own, a pinned server, a proxy, kept connections.
 *
 * @module
 */

export type * from './http-exchange.ts';
export { checkAddress } from './node/check-address.ts';
export { checkAuthority } from './node/check-authority.ts';
export { type NodeTransportOptions, nodeTransport } from './node/node-transport.ts';
export type { Pin } from './node/pin.ts';
export { type ServerCertificateOptions, serverCertificate } from './node/server-certificate.ts';
export type { TransportSettings } from './transport-settings.ts';

/**
 * Client for Private Internet Access: account token, signed server list, WireGuard keys, port
 * forwarding.
 *
 * @example
 * ```ts
 * import { PiaAccountClient, PiaGatewayClient } from '@portkeep/pia-client';
 * import { learnHostname, pinnedTransport } from '@portkeep/pia-client/node';
 *
 * async function forwardPort(username: string, password: string): Promise<number> {
 *   const address = '10.115.0.1'; // the gateway inside the VPN tunnel
 *   const { hostname } = await learnHostname({ address });
 *   const transport = pinnedTransport({ address, hostname });
 *   const gateway = new PiaGatewayClient({ hostname, transport });
 *
 *   const { token } = await new PiaAccountClient({ username, password }).getToken();
 *   const claim = await gateway.getSignature(token); // keep it for its two months
 *   await gateway.bindPort(claim); // again at the latest every 15 minutes
 *   return claim.port;
 * }
 * ```
 *
 * @module
 */

export type { HttpBody } from '@portkeep/http';
export { type KyTransportOptions, kyTransport, type TransportSettings } from '@portkeep/http/ky';
export * from './protocol.ts';
export { PiaAccountClient, type PiaAccountClientOptions } from './with-ky/pia-account-client.ts';
export {
  PiaServerListClient,
  type PiaServerListClientOptions,
} from './with-ky/pia-server-list-client.ts';

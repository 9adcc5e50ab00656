/**
 * Typed, validating client for the NAT-PMP HTTP API (`natpmp-http-api`): external ports for pods
 * and programs that cannot speak NAT-PMP to their VPN gateway themselves.
 *
 * @example
 * ```ts
 * import { NatPmpHttpClient } from '@portkeep/natpmp-client';
 *
 * const client = new NatPmpHttpClient({
 *   baseUrl: '10.0.0.5:8080',
 *   transport: async () => ({ // for a test
 *     status: 200,
 *     headers: {},
 *     body: '{"internal_port":6881,"external_port":62610,"protocol":"tcp","duration":60}',
 *   }),
 * });
 * const mapping = await client.requestMapping({ protocol: 'tcp', internalPort: 6881 });
 * if (mapping.externalPort !== 62_610) throw new Error('another port');
 * ```
 *
 * @module
 */
export type { HttpBody } from '@portkeep/http';
export { type KyTransportOptions, kyTransport, type TransportSettings } from '@portkeep/http/ky';
export * from './core.ts';
export { NatPmpHttpClient, type NatPmpHttpClientOptions } from './with-ky/natpmp-http-client.ts';

/**
 * The clients without an HTTP library: every one takes a `transport`.
 *
 * @example
 * ```ts
 * import { PiaAccountClient } from '@portkeep/pia-client/core';
 *
 * const account = new PiaAccountClient({
 *   username: 'p1234567',
 *   password: 'secret',
 *   transport: async () => ({ status: 200, headers: {}, body: '{"token":"abc"}' }),
 * });
 * console.log((await account.getToken()).expiresAt);
 * ```
 *
 * @module
 */
export { PiaAccountClient, type PiaAccountClientOptions } from './account/pia-account-client.ts';
export * from './protocol.ts';
export {
  PiaServerListClient,
  type PiaServerListClientOptions,
} from './server-list/pia-server-list-client.ts';

/**
 * Typed, validating client for the qBittorrent Web API.
 *
 * Logs in when needed, once for all calls under way, with whatever login the server's version has;
 * never leads to a ban; and makes sure that qBittorrent really listens on the port it was given.
 *
 * @example
 * ```ts
 * import { QBittorrentClient } from '@portkeep/qbittorrent-client';
 *
 * const client = new QBittorrentClient({
 *   baseUrl: 'http://localhost:8080',
 *   auth: { username: 'admin', password: () => 'read it from a file' },
 *   transport: async () => ({ status: 204, headers: {}, body: '' }), // for a test
 * });
 * await client.auth.login();
 * ```
 *
 * @module
 */
export type { HttpBody } from '@portkeep/http';
export type { KyTransportOptions, TransportSettings } from '@portkeep/http/ky';
export { kyTransport } from '@portkeep/http/ky';
export * from './core.ts';
export type { QBittorrentClientOptions } from './with-ky/qbittorrent-client.ts';
export { QBittorrentClient } from './with-ky/qbittorrent-client.ts';

import type { Transport } from '@portkeep/http';
import { kyTransport } from '@portkeep/http/ky';
import type { QBittorrentClientOptions as CoreOptions } from '../client-options.ts';
import { QBittorrentClient as CoreClient } from '../qbittorrent-client.ts';
import type { RequestBody } from '../request-body.ts';

/** Options of {@link QBittorrentClient}. */
export interface QBittorrentClientOptions extends Omit<CoreOptions, 'transport'> {
  /** Carries the requests. @default {kyTransport()} */
  readonly transport?: Transport<RequestBody> | undefined;
}

/**
 * One qBittorrent, over `fetch` unless another transport is given. Everything else is as in the
 * class of the same name in `@portkeep/qbittorrent-client/core`.
 *
 * @example
 * ```ts
 * import { QBittorrentClient } from '@portkeep/qbittorrent-client';
 *
 * const client = new QBittorrentClient({
 *   baseUrl: 'http://localhost:8080',
 *   auth: { apiKey: () => 'qbt_read_it_from_a_file' },
 * });
 * client.session.allowLogin(); // nothing is sent before the first call
 * ```
 */
export class QBittorrentClient extends CoreClient {
  /** Keeps the name of the class in a bundle, where `/core` has another class of that name. */
  static override readonly name: string = 'QBittorrentClient';

  /**
   * Does no I/O.
   *
   * @param options Where qBittorrent is, and how to log in.
   * @throws {TypeError} When an option is missing or cannot be used.
   */
  constructor(options: QBittorrentClientOptions) {
    super({ ...options, transport: options?.transport ?? kyTransport() });
  }
}

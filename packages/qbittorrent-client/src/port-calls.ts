import type { TorrentHashes } from './endpoints/torrents.ts';
import type { Preferences } from './preferences.ts';
import type { RequestOptions } from './request-options.ts';
import type { TransferInfo } from './transfer-info.ts';

/** What setting a port needs of the client. */
export interface PortCalls {
  getVersion(options?: RequestOptions): Promise<string>;
  getWebApiVersion(options?: RequestOptions): Promise<string>;
  getPreferences(options?: RequestOptions): Promise<Preferences>;
  setPreferences(patch: Partial<Preferences>, options?: RequestOptions): Promise<void>;
  getTransferInfo(options?: RequestOptions): Promise<TransferInfo>;
  reannounce(hashes?: TorrentHashes, options?: RequestOptions): Promise<void>;
}

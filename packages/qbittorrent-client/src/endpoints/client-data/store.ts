import { command } from '../../protocol/command.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { jsonText } from '../../protocol/json-text.ts';
import type { ClientData } from './load.ts';

/** What to keep. */
export interface StoreClientDataInput {
  /** Values by keys; `null` removes a key, keys that are missing stay. All together at most 1 MiB. */
  readonly data: ClientData;
}

/**
 * Keeps data of a program in qBittorrent.
 *
 * @throws {QBittorrentError} `QBT_CONFLICT` when it is too much.
 */
export const store: Endpoint<StoreClientDataInput, void> = command('clientdata/store', {
  since: '2.13.1',
  does: 'store client data',
  params: ({ data }) => ({ data: jsonText('data', data) }),
});

import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { type TransferInfo, TransferInfoSchema } from '../../records/transfer-info.ts';

/** Rates, and whether qBittorrent listens. */
export const info: Endpoint<undefined, TransferInfo> = query('transfer/info', {
  since: '2.0.0',
  does: 'read the transfer state of qBittorrent',
  read: json(TransferInfoSchema),
});

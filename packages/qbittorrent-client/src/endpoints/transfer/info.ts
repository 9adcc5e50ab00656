import type { Endpoint } from '../endpoint.ts';
import { readJson } from '../read-json.ts';
import { type TransferInfo, TransferInfoSchema } from '../transfer-info.ts';

/** `transfer/info`: rates, and whether qBittorrent listens. */
export const transferInfo: Endpoint<void, TransferInfo> = {
  path: 'transfer/info',
  method: 'GET',
  does: 'read the transfer state of qBittorrent',
  params: () => ({}),
  read: (reply) => readJson(reply, TransferInfoSchema),
};

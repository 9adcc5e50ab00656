import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { numbers } from '../../protocol/typed-params.ts';
import { listOf } from '../../records/list-of.ts';
import { type PeerLogEntry, PeerLogEntrySchema } from '../../records/peer-log-entry.ts';

/** Which entries to read. */
export interface PeerLogInput {
  /** Only those after this `id`. @default {-1} */
  readonly lastKnownId?: number | undefined;
}

/** The peers that were refused or banned since the start, oldest first. */
export const peers: Endpoint<PeerLogInput | undefined, readonly PeerLogEntry[]> = query(
  'log/peers',
  {
    since: '2.0.0',
    does: 'read the log of peers',
    params: ({ lastKnownId }) => numbers({ last_known_id: lastKnownId }),
    optional: true,
    read: json(listOf(PeerLogEntrySchema)),
  },
);

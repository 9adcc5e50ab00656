import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { numbers } from '../../protocol/typed-params.ts';
import { type MainData, MainDataSchema } from '../../records/main-data.ts';

/** Since when. */
export interface MainDataInput {
  /** The `rid` of the answer to compare with; 0 or unknown = everything. @default {0} */
  readonly rid?: number | undefined;
}

/**
 * All torrents, categories, tags and trackers, or what changed since an earlier answer.
 *
 * The server counts for each session, and remembers one answer: two programs that ask in one
 * session make each other's changes incomplete. `MainDataStore` merges the answers and notices
 * that.
 */
export const maindata: Endpoint<MainDataInput | undefined, MainData> = query('sync/maindata', {
  // The server remembers one answer in a session: asked twice with the same number, it leaves out a
  // part.
  repeatable: false,
  since: '2.0.0',
  does: 'read what changed',
  params: ({ rid }) => numbers({ rid }),
  optional: true,
  read: json(MainDataSchema),
});

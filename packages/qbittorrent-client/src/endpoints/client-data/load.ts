import * as v from 'valibot';
import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { jsonText } from '../../protocol/json-text.ts';
import { postQuery } from '../../protocol/post-query.ts';
import { mapOf } from '../../records/map-of.ts';

/** What programs keep in qBittorrent: JSON by keys. */
export type ClientData = Readonly<Record<string, unknown>>;

/** Which part of it to read. */
export interface LoadClientDataInput {
  /** The keys; those that do not exist are left out. @default {all} */
  readonly keys?: readonly string[] | undefined;
}

/** Reads what programs keep in qBittorrent. All programs share it. */
export const load: Endpoint<LoadClientDataInput | undefined, ClientData> = postQuery(
  'clientdata/load',
  {
    since: '2.13.1',
    does: 'load client data',
    params: ({ keys }) => ({ keys: jsonText('keys', keys, 'string') }),
    optional: true,
    read: json(mapOf(v.unknown())),
  },
);

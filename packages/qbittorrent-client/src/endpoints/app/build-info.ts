import type { Endpoint } from '../../protocol/endpoint.ts';
import { json } from '../../protocol/json.ts';
import { query } from '../../protocol/query.ts';
import { type BuildInfo, BuildInfoSchema } from '../../records/build-info.ts';

/** What qBittorrent was built with. */
export const buildInfo: Endpoint<undefined, BuildInfo> = query('app/buildInfo', {
  since: '2.3.0',
  does: 'read what qBittorrent was built with',
  read: json(BuildInfoSchema),
});

import type { Endpoint } from '../../protocol/endpoint.ts';
import { query } from '../../protocol/query.ts';
import { text } from '../../protocol/text.ts';

/** The version of qBittorrent, e.g. `v5.2.3`. */
export const version: Endpoint<undefined, string> = query('app/version', {
  since: '2.0.0',
  does: 'read the version of qBittorrent',
  read: text(/^v?\d+\.\d+\S*$/, 'a version'),
});

/** The version of the Web API, e.g. `2.15.1`. */
export const webApiVersion: Endpoint<undefined, string> = query('app/webapiVersion', {
  since: '2.0.0',
  does: 'read the version of the Web API',
  read: text(/^\d+(\.\d+)+$/, 'a version'),
});

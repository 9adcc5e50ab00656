import type { Endpoint, Params } from '../../src/protocol/endpoint.ts';
import type { RecordedVersion } from '../recorded-exchange.ts';
import { type ReplayCase, replay } from '../replay.ts';

/** A row as a caller may write it for what no method sends. */
function row(method: 'GET' | 'POST', path: string, params: Params): Endpoint<undefined, void> {
  const does = 'do what no server does';
  return { method, path, since: '2.0.0', does, params: () => params, read: () => undefined };
}

function sending(
  exchange: string,
  code: ReplayCase['code'],
  method: 'GET' | 'POST',
  path: string | ((version: RecordedVersion) => string),
  params: Params = {},
): ReplayCase {
  const pathFor = typeof path === 'string' ? () => path : path;
  return {
    exchange,
    ...(code === undefined ? {} : { code }),
    call: ({ session }, version) => session.call(row(method, pathFor(version), params), undefined),
  };
}

const HASH = '9e7711c2634b51643be19e841ff15628fe614eec';

replay([
  sending('login-get', 'QBT_UNSUPPORTED', 'GET', 'auth/login', {
    username: 'admin',
    password: 'x',
  }),
  sending('unknown-scope', 'QBT_NOT_FOUND', 'GET', 'nosuch/thing'),
  sending('version-post', undefined, 'POST', 'app/version'),
  sending('setPreferences-get', 'QBT_UNSUPPORTED', 'GET', 'app/setPreferences', { json: '{}' }),
  sending('ifaceAddr-missing', 'QBT_BAD_REQUEST', 'GET', 'app/networkInterfaceAddressList'),
  // Taken for good, and without effect.
  sending('setPreferences-badjson', undefined, 'POST', 'app/setPreferences', { json: '{bad json' }),
  sending('rss-setRule-bad', undefined, 'POST', 'rss/setRule', { ruleName: 'r2', ruleDef: '{bad' }),
  sending('setSpeedLimitsMode-bad', 'QBT_BAD_REQUEST', 'POST', 'transfer/setSpeedLimitsMode', {
    mode: 'x',
  }),
  sending('properties-nohash', 'QBT_BAD_REQUEST', 'GET', 'torrents/properties'),
  sending('reannounce-missing', 'QBT_BAD_REQUEST', 'POST', 'torrents/reannounce'),
  sending('delete-missing-param', 'QBT_BAD_REQUEST', 'POST', 'torrents/delete', {
    hashes: 'f692edac1522182f8ba5d24cd0ae2f97d42ada44',
  }),
  sending(
    'wrong-era-verb',
    'QBT_NOT_FOUND',
    'POST',
    (version) => (version.startsWith('4') ? 'torrents/start' : 'torrents/pause'),
    { hashes: HASH },
  ),
]);

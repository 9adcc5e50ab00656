import * as torrents from '../../src/endpoints/torrents/index.ts';
import { recordedExchanges } from '../recorded-exchange.ts';
import { MULTI } from '../recorded-torrents.ts';
import { describeCalls, type SentCall } from '../sent-calls.ts';

const INFO = {
  info: torrents.info,
  get: torrents.get,
  count: torrents.count,
  properties: torrents.properties,
};

const ONE_LISTED =
  recordedExchanges('5.2.3').find(({ name }) => name === 'info-after-stop')?.response.body ?? '';

const PROPERTIES = {
  addition_date: 1,
  comment: '',
  completion_date: -1,
  created_by: '',
  creation_date: -1,
  dl_limit: -1,
  dl_speed: 0,
  dl_speed_avg: 0,
  eta: 8_640_000,
  last_seen: -1,
  nb_connections: 0,
  nb_connections_limit: 100,
  peers: 0,
  peers_total: 0,
  piece_size: -1,
  pieces_have: 0,
  pieces_num: -1,
  reannounce: 0,
  save_path: '/srv',
  seeding_time: 0,
  seeds: 0,
  seeds_total: 0,
  share_ratio: 0,
  time_elapsed: 0,
  total_downloaded: 0,
  total_downloaded_session: 0,
  total_size: -1,
  total_uploaded: 0,
  total_uploaded_session: 0,
  total_wasted: 0,
  up_limit: -1,
  up_speed: 0,
  up_speed_avg: 0,
};

/** A filter, and what servers before 5.0 call it. */
function filtered(filter: string, before: string): SentCall {
  return {
    name: 'torrents.info',
    call: (client) => client.torrents.info({ filter }),
    method: 'POST',
    path: 'torrents/info',
    params: { filter: before },
    version: '2.9.3',
    reply: '[]',
  };
}

describeCalls('torrents', INFO, [
  {
    name: 'torrents.info',
    call: (client) => client.torrents.info(),
    method: 'POST',
    path: 'torrents/info',
    reply: '[]',
    expected: [],
  },
  {
    name: 'torrents.info',
    call: (client) =>
      client.torrents.info({
        filter: 'stopped',
        category: '',
        tag: 'a b',
        hashes: ['a1', 'b2'],
        private: true,
        sort: 'name',
        reverse: true,
        limit: 10,
        offset: -5,
        includeFiles: true,
        includeTrackers: true,
      }),
    method: 'POST',
    path: 'torrents/info',
    params: {
      filter: 'stopped',
      category: '',
      tag: 'a b',
      hashes: 'a1|b2',
      private: 'true',
      sort: 'name',
      reverse: 'true',
      limit: '10',
      offset: '-5',
      includeFiles: 'true',
      includeTrackers: 'true',
    },
    reply: '[]',
  },
  {
    name: 'torrents.info',
    call: (client) => client.torrents.info({ hashes: [] }),
    method: 'POST',
    path: 'torrents/info',
    params: { hashes: 'none' },
    reply: '[]',
  },
  filtered('stopped', 'paused'),
  filtered('running', 'resumed'),
  filtered('errored', 'errored'),
  {
    name: 'torrents.get',
    call: (client) => client.torrents.get({ hash: MULTI }),
    method: 'GET',
    path: 'torrents/info',
    params: { hashes: MULTI },
    reply: ONE_LISTED,
    expected: JSON.parse(ONE_LISTED)[0],
  },
  {
    name: 'torrents.count',
    call: (client) => client.torrents.count(),
    method: 'GET',
    path: 'torrents/count',
    reply: '3',
    expected: 3,
  },
  {
    name: 'torrents.properties',
    call: (client) => client.torrents.properties({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/properties',
    params: { hash: 'a1' },
    reply: JSON.stringify(PROPERTIES),
    expected: PROPERTIES,
  },
]);

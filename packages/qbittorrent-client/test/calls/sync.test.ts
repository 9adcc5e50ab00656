import * as sync from '../../src/endpoints/sync/index.ts';
import { describeCalls } from '../sent-calls.ts';

describeCalls('sync', sync, [
  {
    name: 'sync.maindata',
    call: (client) => client.sync.maindata(),
    method: 'GET',
    path: 'sync/maindata',
    reply: '{"rid":1,"full_update":true,"server_state":{"global_ratio":"-"}}',
    expected: { rid: 1, full_update: true, server_state: { global_ratio: null } },
  },
  {
    name: 'sync.maindata',
    call: (client) => client.sync.maindata({ rid: 7 }),
    method: 'GET',
    path: 'sync/maindata',
    params: { rid: '7' },
    reply: '{"rid":8,"server_state":{"read_cache_hits":"12.50","write_cache_overload":"0"}}',
    expected: { rid: 8, server_state: { read_cache_hits: 12.5, write_cache_overload: 0 } },
  },
  {
    name: 'sync.maindata',
    call: (client) => client.sync.maindata({ rid: 2 }),
    version: '2.0.2',
    method: 'GET',
    path: 'sync/maindata',
    params: { rid: '2' },
    reply: '{"rid":3,"categories":["films"],"categories_removed":["old"]}',
    expected: {
      rid: 3,
      categories: { films: { name: 'films', savePath: '' } },
      categories_removed: ['old'],
    },
  },
  {
    name: 'sync.torrentPeers',
    call: (client) => client.sync.torrentPeers({ hash: 'a1', rid: 3 }),
    method: 'GET',
    path: 'sync/torrentPeers',
    params: { hash: 'a1', rid: '3' },
    reply: '{"rid":4,"peers":{"x.b32.i2p":{"i2p_dest":"x.b32.i2p","country":null}}}',
    expected: { rid: 4, peers: { 'x.b32.i2p': { i2p_dest: 'x.b32.i2p', country: null } } },
  },
]);

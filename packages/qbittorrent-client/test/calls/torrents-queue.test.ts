import * as torrents from '../../src/endpoints/torrents/index.ts';
import { HASHES } from '../hashes.ts';
import { describeCalls } from '../sent-calls.ts';

const QUEUE = {
  start: torrents.start,
  stop: torrents.stop,
  topPrio: torrents.topPrio,
  bottomPrio: torrents.bottomPrio,
  increasePrio: torrents.increasePrio,
  decreasePrio: torrents.decreasePrio,
};

describeCalls('torrents', QUEUE, [
  {
    name: 'torrents.start',
    call: (client) => client.torrents.start({ hashes: HASHES }),
    method: 'POST',
    path: 'torrents/start',
    params: { hashes: 'a1|b2' },
  },
  {
    name: 'torrents.start',
    call: (client) => client.torrents.start({ hashes: HASHES }),
    method: 'POST',
    path: 'torrents/resume',
    params: { hashes: 'a1|b2' },
    version: '2.8.19',
  },
  {
    name: 'torrents.stop',
    call: (client) => client.torrents.stop({ hashes: 'all' }),
    method: 'POST',
    path: 'torrents/stop',
    params: { hashes: 'all' },
  },
  {
    name: 'torrents.stop',
    call: (client) => client.torrents.stop({ hashes: 'all' }),
    method: 'POST',
    path: 'torrents/pause',
    params: { hashes: 'all' },
    version: '2.8.19',
  },
  {
    name: 'torrents.topPrio',
    call: (client) => client.torrents.topPrio({ hashes: HASHES }),
    method: 'POST',
    path: 'torrents/topPrio',
    params: { hashes: 'a1|b2' },
  },
  {
    name: 'torrents.bottomPrio',
    call: (client) => client.torrents.bottomPrio({ hashes: HASHES }),
    method: 'POST',
    path: 'torrents/bottomPrio',
    params: { hashes: 'a1|b2' },
  },
  {
    name: 'torrents.increasePrio',
    call: (client) => client.torrents.increasePrio({ hashes: HASHES }),
    method: 'POST',
    path: 'torrents/increasePrio',
    params: { hashes: 'a1|b2' },
  },
  {
    name: 'torrents.decreasePrio',
    call: (client) => client.torrents.decreasePrio({ hashes: HASHES }),
    method: 'POST',
    path: 'torrents/decreasePrio',
    params: { hashes: 'a1|b2' },
  },
]);

import * as torrents from '../../src/endpoints/torrents/index.ts';
import { HASHES } from '../hashes.ts';
import { describeCalls } from '../sent-calls.ts';

const SWITCHES = {
  setAutoManagement: torrents.setAutoManagement,
  setForceStart: torrents.setForceStart,
  setSuperSeeding: torrents.setSuperSeeding,
  toggleFirstLastPiecePrio: torrents.toggleFirstLastPiecePrio,
  toggleSequentialDownload: torrents.toggleSequentialDownload,
};

describeCalls('torrents', SWITCHES, [
  {
    name: 'torrents.setAutoManagement',
    call: (client) => client.torrents.setAutoManagement({ hashes: HASHES, enabled: true }),
    method: 'POST',
    path: 'torrents/setAutoManagement',
    params: { hashes: 'a1|b2', enable: 'true' },
  },
  {
    name: 'torrents.setForceStart',
    call: (client) => client.torrents.setForceStart({ hashes: HASHES, enabled: true }),
    method: 'POST',
    path: 'torrents/setForceStart',
    params: { hashes: 'a1|b2', value: 'true' },
  },
  {
    name: 'torrents.setSuperSeeding',
    call: (client) => client.torrents.setSuperSeeding({ hashes: HASHES, enabled: false }),
    method: 'POST',
    path: 'torrents/setSuperSeeding',
    params: { hashes: 'a1|b2', value: 'false' },
  },
  {
    name: 'torrents.toggleFirstLastPiecePrio',
    call: (client) => client.torrents.toggleFirstLastPiecePrio({ hashes: HASHES }),
    method: 'POST',
    path: 'torrents/toggleFirstLastPiecePrio',
    params: { hashes: 'a1|b2' },
  },
  {
    name: 'torrents.toggleSequentialDownload',
    call: (client) => client.torrents.toggleSequentialDownload({ hashes: HASHES }),
    method: 'POST',
    path: 'torrents/toggleSequentialDownload',
    params: { hashes: 'a1|b2' },
  },
]);

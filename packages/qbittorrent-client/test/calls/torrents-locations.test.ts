import * as torrents from '../../src/endpoints/torrents/index.ts';
import { HASHES } from '../hashes.ts';
import { describeCalls } from '../sent-calls.ts';

const LOCATIONS = {
  setLocation: torrents.setLocation,
  setSavePath: torrents.setSavePath,
  setDownloadPath: torrents.setDownloadPath,
};

describeCalls('torrents', LOCATIONS, [
  {
    name: 'torrents.setLocation',
    call: (client) => client.torrents.setLocation({ hashes: HASHES, location: '/new place' }),
    method: 'POST',
    path: 'torrents/setLocation',
    params: { hashes: 'a1|b2', location: '/new place' },
  },
  {
    name: 'torrents.setSavePath',
    call: (client) => client.torrents.setSavePath({ hashes: HASHES, path: '/finished' }),
    method: 'POST',
    path: 'torrents/setSavePath',
    params: { id: 'a1|b2', path: '/finished' },
  },
  {
    name: 'torrents.setDownloadPath',
    call: (client) => client.torrents.setDownloadPath({ hashes: HASHES, path: '' }),
    method: 'POST',
    path: 'torrents/setDownloadPath',
    params: { id: 'a1|b2', path: '' },
  },
]);

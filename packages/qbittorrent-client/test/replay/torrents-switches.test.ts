import { hashes } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

replay([
  {
    exchange: 't-setAutoManagement',
    call: (client) => client.torrents.setAutoManagement({ hashes, enabled: false }),
  },
  {
    exchange: 't-setForceStart',
    call: (client) => client.torrents.setForceStart({ hashes, enabled: true }),
  },
  {
    exchange: 't-setSuperSeeding',
    call: (client) => client.torrents.setSuperSeeding({ hashes, enabled: false }),
  },
  {
    exchange: 't-toggleFirstLastPiecePrio',
    call: (client) => client.torrents.toggleFirstLastPiecePrio({ hashes }),
  },
  {
    exchange: 't-toggleSequentialDownload',
    call: (client) => client.torrents.toggleSequentialDownload({ hashes }),
  },
]);

import { hashes, MULTI, SINGLE } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

replay([
  {
    exchange: 'start',
    call: (client) => client.torrents.start({ hashes: [SINGLE] }),
  },
  {
    exchange: 'stop-two',
    call: (client) => client.torrents.stop({ hashes: [MULTI, SINGLE] }),
  },
  { exchange: 't-topPrio', call: (client) => client.torrents.topPrio({ hashes }) },
  { exchange: 't-bottomPrio', call: (client) => client.torrents.bottomPrio({ hashes }) },
  { exchange: 't-increasePrio', call: (client) => client.torrents.increasePrio({ hashes }) },
  { exchange: 't-decreasePrio', call: (client) => client.torrents.decreasePrio({ hashes }) },
]);

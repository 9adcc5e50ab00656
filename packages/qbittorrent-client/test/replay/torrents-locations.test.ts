import { hashes } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

replay([
  {
    exchange: 't-setLocation',
    call: (client) => client.torrents.setLocation({ hashes, location: '/srv/qbt/rec/dl2' }),
  },
  {
    exchange: 'setLocation-empty',
    call: (client) => client.torrents.setLocation({ hashes, location: '' }),
    code: 'QBT_BAD_REQUEST',
  },
  {
    exchange: 'setLocation-forbidden',
    call: (client) => client.torrents.setLocation({ hashes, location: '/proc/nope' }),
    code: 'QBT_CONFLICT',
  },
  {
    exchange: 't-setSavePath',
    call: (client) => client.torrents.setSavePath({ hashes, path: '/srv/qbt/rec/dl3' }),
  },
  {
    exchange: 't-setDownloadPath',
    call: (client) => client.torrents.setDownloadPath({ hashes, path: '/srv/qbt/rec/tmpdl' }),
  },
]);

import { hashes } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

replay([
  {
    exchange: 't-setComment',
    call: (client) => client.torrents.setComment({ hashes, comment: 'new comment' }),
    unsupported: ['4.5.2', '5.1.4'],
  },
]);

import * as torrents from '../../src/endpoints/torrents/index.ts';
import { HASHES } from '../hashes.ts';
import { describeCalls } from '../sent-calls.ts';

const COMMENT = {
  setComment: torrents.setComment,
};

describeCalls('torrents', COMMENT, [
  {
    name: 'torrents.setComment',
    call: (client) => client.torrents.setComment({ hashes: HASHES, comment: 'one + one' }),
    method: 'POST',
    path: 'torrents/setComment',
    params: { hashes: 'a1|b2', comment: 'one + one' },
  },
]);

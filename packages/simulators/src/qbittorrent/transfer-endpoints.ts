import { announcedPort } from './announced-port.ts';
import { jsonAnswer, textAnswer } from './answer.ts';
import type { Endpoint } from './endpoint.ts';

/** `transfer/info`, the only place that shows whether the peer port is open, and the torrents. */
export const TRANSFER_ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  'transfer/info': {
    answer: ({ traits, listener }) =>
      jsonAnswer({
        connection_status: listener.status,
        dht_nodes: 0,
        dl_info_data: 0,
        dl_info_speed: 0,
        dl_rate_limit: 0,
        ...(traits.externalAddress
          ? { last_external_address_v4: '', last_external_address_v6: '' }
          : {}),
        up_info_data: 0,
        up_info_speed: 0,
        up_rate_limit: 0,
      }),
  },
  'torrents/info': {
    answer({ torrents }, { parameters: { hashes = 'all' } }) {
      const wanted = hashes.split('|');
      return jsonAnswer(torrents.filter(({ hash }) => hashes === 'all' || wanted.includes(hash)));
    },
  },
  'torrents/reannounce': {
    post: true,
    requires: ['hashes'],
    answer(state, { parameters: { hashes = '' } }) {
      state.reannounces.push({ at: state.now(), hashes, port: announcedPort(state.preferences) });
      return textAnswer(200);
    },
  },
};

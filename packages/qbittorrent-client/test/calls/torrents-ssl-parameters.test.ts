import * as torrents from '../../src/endpoints/torrents/index.ts';
import { describeCalls } from '../sent-calls.ts';

const SSL_PARAMETERS = {
  sslParameters: torrents.sslParameters,
  setSslParameters: torrents.setSslParameters,
};

describeCalls('torrents', SSL_PARAMETERS, [
  {
    name: 'torrents.sslParameters',
    call: (client) => client.torrents.sslParameters({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/SSLParameters',
    params: { hash: 'a1' },
    reply: '{"ssl_certificate":"c","ssl_private_key":"k","ssl_dh_params":"d"}',
    expected: { ssl_certificate: 'c', ssl_private_key: 'k', ssl_dh_params: 'd' },
  },
  {
    name: 'torrents.setSslParameters',
    call: (client) =>
      client.torrents.setSslParameters({
        hash: 'a1',
        certificate: 'c+c',
        privateKey: 'k',
        dhParams: 'd',
      }),
    method: 'POST',
    path: 'torrents/setSSLParameters',
    params: { hash: 'a1', ssl_certificate: 'c+c', ssl_private_key: 'k', ssl_dh_params: 'd' },
  },
]);

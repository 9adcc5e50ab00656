import { expect } from 'vitest';
import { MULTI } from '../recorded-torrents.ts';
import { replay } from '../replay.ts';

replay([
  {
    exchange: 't-SSLParameters',
    call: (client) => client.torrents.sslParameters({ hash: MULTI }),
    unsupported: ['4.5.2'],
    check: (result) =>
      expect(result).toEqual({ ssl_certificate: '', ssl_private_key: '', ssl_dh_params: '' }),
  },
]);

import * as torrents from '../../src/endpoints/torrents/index.ts';
import { describeCalls } from '../sent-calls.ts';

const METADATA = {
  fetchMetadata: torrents.fetchMetadata,
  parseMetadata: torrents.parseMetadata,
  saveMetadata: torrents.saveMetadata,
  export: torrents.export,
};

describeCalls('torrents', METADATA, [
  {
    name: 'torrents.fetchMetadata',
    call: (client) =>
      client.torrents.fetchMetadata({ source: 'magnet:?xt=urn:btih:a1&dn=%26', downloader: 'x' }),
    method: 'POST',
    path: 'torrents/fetchMetadata',
    params: { source: 'magnet:?xt=urn:btih:a1&dn=%2526', downloader: 'x' },
    status: 202,
    reply: '{"hash":"a1"}',
    expected: { hash: 'a1' },
  },
  {
    name: 'torrents.parseMetadata',
    call: (client) => client.torrents.parseMetadata({ files: [new Uint8Array(3)] }),
    method: 'POST',
    path: 'torrents/parseMetadata',
    params: { torrents: '<file 1.torrent, 3 bytes>' },
    reply: '[{"hash":"a1"}]',
    expected: [{ hash: 'a1' }],
  },
  {
    name: 'torrents.parseMetadata',
    call: (client) => client.torrents.parseMetadata({ files: [new File(['abc'], 'b.torrent')] }),
    method: 'POST',
    path: 'torrents/parseMetadata',
    params: { torrents: '<file b.torrent, 3 bytes>' },
    version: '2.12.1',
    reply: '{"b.torrent":{"hash":"a1"}}',
    expected: [{ hash: 'a1' }],
  },
  {
    name: 'torrents.saveMetadata',
    call: (client) => client.torrents.saveMetadata({ source: 'a1' }),
    method: 'POST',
    path: 'torrents/saveMetadata',
    params: { source: 'a1' },
    reply: 'd4:infoe',
    expected: 'd4:infoe',
  },
  {
    name: 'torrents.export',
    call: (client) => client.torrents.export({ hash: 'a1' }),
    method: 'GET',
    path: 'torrents/export',
    params: { hash: 'a1' },
    reply: 'd4:infoe',
    expected: 'd4:infoe',
  },
]);

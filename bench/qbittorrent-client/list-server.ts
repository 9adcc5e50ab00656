// A qBittorrent that serves one ready-made list, in a process of its own, so that only the client is
// measured. Takes the length of the list, prints its port.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const recorded = new URL(
  '../../packages/qbittorrent-client/test/recorded/5.2.3.jsonl',
  import.meta.url,
);
const lines = readFileSync(recorded, 'utf8').trimEnd().split('\n');
const info = lines.map((line) => JSON.parse(line)).find(({ name }) => name === 'info');
const some: readonly object[] = JSON.parse(info.response.body);
const list = JSON.stringify(
  Array.from({ length: Number(process.argv[2]) }, (_, index) => ({
    ...some[index % some.length],
    hash: index.toString(16).padStart(40, '0'),
  })),
);

const server = createServer((request, response) => {
  const path = request.url?.split('/api/v2/')[1]?.split('?')[0];
  if (path === 'auth/login') {
    response.setHeader('set-cookie', 'SID=bench; path=/');
    response.end('Ok.');
  } else if (path === 'torrents/info') {
    response.setHeader('content-type', 'application/json');
    response.end(list);
  } else response.end(path === 'app/webapiVersion' ? '2.15.1' : 'v5.2.3');
});
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

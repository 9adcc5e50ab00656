// A server with one short reply. Prints its port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const server = createServer((_, response) => response.end('v5.2.3'));
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));

import { once } from 'node:events';
import { openSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { kyTransport } from '../src/ky.ts';
import { nodeTransport } from '../src/node.ts';

// Run with a low limit: takes all descriptors, then sends a request over each transport.
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
server.close();
const request = { method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {} };
const transports = [nodeTransport(), kyTransport()];
const ask = (transport: (typeof transports)[number]) =>
  transport(request, { timeoutMs: 5_000 }).catch((error: unknown) => error);
// The first use opens files of its own.
for (const transport of transports) await ask(transport);
try {
  for (;;) openSync('/dev/null', 'r');
} catch {
  // No descriptor is left.
}
const failures: unknown[] = [];
for (const transport of transports) failures.push(await ask(transport));
process.stdout.write(JSON.stringify(failures));
process.exit(0);

import { once } from 'node:events';
import type { Server } from 'node:net';
import { cleanUp } from '../../src/clean-up.ts';

/** Makes a server listen while the tests of the file run; resolves to its port. */
export async function listen(server: Server, host = '127.0.0.1'): Promise<number> {
  server.listen(0, host);
  cleanUp(() => server.close());
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It has no port');
  return address.port;
}

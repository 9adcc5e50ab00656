import { type AddressInfo, createServer, type Server } from 'node:net';
import { startPiaSimulator } from '@portkeep/simulators';
import { afterEach, describe, expect, test } from 'vitest';
import { reachHost } from './reach-host.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that accepts connections and never sends anything. */
async function silent(): Promise<{ readonly port: number; readonly accepted: Promise<void> }> {
  const server = createServer((socket) => socket.on('error', () => {}));
  servers.push(server);
  const accepted = new Promise<void>((resolve) => server.once('connection', () => resolve()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, accepted };
}

const reach = (url: string, timeoutMs = 10_000, signal = new AbortController().signal) =>
  reachHost(new URL(url), { timeoutMs, signal });

describe('reachHost', () => {
  test('reachHost needs only a connection where the URL is http', async () => {
    const { port } = await silent();
    await expect(reach(`http://127.0.0.1:${port}/`)).resolves.toBeUndefined();
  });

  test('reachHost sends no HTTP and rejects a certificate of an unknown authority', async () => {
    const pia = await startPiaSimulator({ tls: true });
    try {
      await expect(reach(pia.tokenUrl)).rejects.toMatchObject({
        name: 'ConnectionError',
        stage: 'tls',
        code: expect.stringMatching(/SELF_SIGNED|VERIFY|ISSUER/),
      });
      expect(pia.simulator.requests).toEqual([]);
    } finally {
      await pia.close();
    }
  });

  test('reachHost distinguishes a handshake that hangs from a closed port', async () => {
    const { port } = await silent();
    await expect(reach(`https://127.0.0.1:${port}/`, 200)).rejects.toMatchObject({
      code: 'ETIMEDOUT',
      stage: 'tls',
    });
    servers.splice(0)[0]?.close();
    await expect(reach('https://127.0.0.1:1/')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      stage: 'tcp',
    });
  });

  test('reaching a host rejects with the reason of the signal', async () => {
    const { port, accepted } = await silent();
    const stop = new AbortController();
    const reached = reach(`https://127.0.0.1:${port}/`, 60_000, stop.signal);
    await accepted;
    const reason = new Error('Stopped');
    stop.abort(reason);
    await expect(reached).rejects.toBe(reason);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWireGuardKeyPair } from '@portkeep/pia-client/core';
import { loopbackServers, startPiaSimulator } from '@portkeep/simulators';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../packages/app-host/test/temporary-folder.ts';
import { startForwardProxy } from '../test/forward-proxy.ts';
import { valuesOf } from '../test/tunnel-scene.ts';
import { createClients } from './clients.ts';
import { isSameEverywhere } from './tunnel/is-same-everywhere.ts';

const { signal } = new AbortController();

async function setUp() {
  const servers = loopbackServers();
  const pia = await startPiaSimulator({ servers });
  onTestFinished(() => pia.close());
  const proxy = await startForwardProxy();
  const values = valuesOf({ ...pia.environment, PIA_PROXY: proxy.url });
  const [first] = servers;
  if (first === undefined) throw new Error('PIA has servers');
  const server = { hostname: first.cn, address: first.publicAddress };
  const clients = createClients({ values });
  return { pia, proxy, server, first, clients, port: pia.addKeyPort };
}

test('login, list and keys go through the proxy', async () => {
  const { pia, proxy, server, clients, port } = await setUp();
  const list = await clients.serverLists.getServerList({ signal });
  expect(list.ports.wg).toEqual([port]);
  const { token } = await clients.account.getToken({ signal });
  const { publicKey } = await createWireGuardKeyPair();
  const peer = await clients.server(server, port).addKey({ token, publicKey }, { signal });
  expect(peer.gateway).toMatch(/^127\./);
  expect(pia.simulator.wireguard.peers).toHaveLength(1);
  expect(await clients.connectTime(server, port, signal)).toBeGreaterThan(0);
  const toServer = `${server.address}:${port}`;
  expect(proxy.asked).toEqual(['/vpninfo/servers/v7', '/api/client/v2/token', toServer, toServer]);
});

test('a proxy whose file changes is used as soon as its new address is whole', async () => {
  const { pia, proxy } = await setUp();
  const another = await startForwardProxy();
  const file = join(temporaryFolder(), 'proxy');
  writeFileSync(file, proxy.url);
  const values = valuesOf({ ...pia.environment, PIA_PROXY: undefined, PIA_PROXY_FILE: file });
  const { serverLists } = createClients({ values });
  await serverLists.getServerList({ signal });
  writeFileSync(file, another.url.slice(0, 12));
  await serverLists.getServerList({ signal });
  expect([proxy.asked.length, another.asked.length]).toEqual([2, 0]);
  writeFileSync(file, another.url);
  await serverLists.getServerList({ signal });
  expect([proxy.asked.length, another.asked.length]).toEqual([2, 1]);
});

test('a server that the proxy cannot reach is not taken for a proxy that refuses everything', async () => {
  const { pia, server, clients, port } = await setUp();
  pia.simulator.setRunning(server.hostname, false);
  await pia.settled();
  const { publicKey } = await createWireGuardKeyPair();
  const error: unknown = await clients
    .server(server, port)
    .addKey({ token: 'token', publicKey }, { signal })
    .catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'PIA_PROXY_REFUSED' });
  expect(isSameEverywhere(error)).toBe(false);
});

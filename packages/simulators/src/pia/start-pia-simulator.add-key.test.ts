import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askGateway, type Exchange, exchange } from '../../test/https-exchange.ts';
import { logIn } from '../../test/pia-login.ts';
import { addKeyUrl, publicKey } from '../../test/wireguard-requests.ts';
import type { ConnectionFault } from './faults.ts';
import { loopbackServers } from './loopback-servers.ts';
import { serverListJson } from './server-list-json.ts';
import { type RunningPiaSimulator, startPiaSimulator } from './start-pia-simulator.ts';

const servers = loopbackServers();
let pia: RunningPiaSimulator;
beforeEach(async () => {
  pia = await startPiaSimulator({ servers });
});
afterEach(async () => {
  await pia.close();
});

async function register(
  { cn, publicAddress }: { cn: string; publicAddress: string },
  servername = cn,
): Promise<Exchange> {
  const { pathname, search } = new URL(addKeyUrl(cn, await logIn(pia), publicKey(4)));
  return await exchange({
    host: publicAddress,
    port: pia.addKeyPort,
    path: `${pathname}${search}`,
    servername,
    ca: pia.caPem,
  });
}

test('a client registers a key at each server, by the port that the list names', async () => {
  for (const server of servers) {
    const { status, body } = await register(server);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ peer_pubkey: publicKey(4) });
  }
  expect(pia.simulator.wireguard.peers.map(({ server }) => server)).toEqual(
    servers.map(({ cn }) => cn),
  );
  const [url = ''] = pia.serverListUrls;
  const list = await (await fetch(url)).text();
  expect(list).toContain(`"wg":[{"name":"wireguard","ports":[${pia.addKeyPort}]}]`);
});

test('a server shows its own name to whatever name the client asks for', async () => {
  const [server] = servers;
  if (server === undefined) throw new Error('No server');
  expect((await register(server, server.cn.toLowerCase())).status).toBe(200);
  expect((await register(server, 'sweden.privacy.network')).code).toBe(
    'ERR_TLS_CERT_ALTNAME_INVALID',
  );
});

test.each<[ConnectionFault, string | number]>([
  ['wrong-ca', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['refuse', 'ECONNREFUSED'],
])('%s fails the connection to a server', async (fault, code) => {
  const [server] = servers;
  if (server === undefined) throw new Error('No server');
  pia.simulator.setFault('addKey', fault);
  await pia.settled();
  expect((await register(server)).code).toBe(code);
});

test('each gateway answers at its own address, and the one without port forwarding does not', async () => {
  for (const { cn, gatewayAddress, portForward = true } of servers) {
    const { status, code } = await askGateway(pia, '/ping', {
      host: gatewayAddress,
      servername: cn,
    });
    expect(code ?? status).toBe(portForward ? 200 : 'ECONNREFUSED');
  }
});

test('a list without WireGuard servers names the usual port', async () => {
  expect(serverListJson([], 'v7', { wg: 1337, meta: 443 })).toContain('"ports":[1337]');
  const plain = await startPiaSimulator();
  expect(plain.addKeyPort).toBe(1337);
  await plain.close();
});

test('a client measures the latency by a connection to the meta port that the list names', async () => {
  const { meta } = pia.simulator.listedPorts;
  const connected = async (address: string) => await outcomeOf(connect(meta, address));
  const addresses = servers.map(({ publicAddress }) => publicAddress);
  expect(await Promise.all(addresses.map(connected))).toEqual(Array(4).fill('connect'));
  pia.simulator.setFault('meta', 'refuse');
  await pia.settled();
  expect(await Promise.all(addresses.map(connected))).toEqual(Array(4).fill('ECONNREFUSED'));
});

test('a server that is down refuses every connection and has forgotten its keys', async () => {
  const [down, other] = servers;
  if (down === undefined || other === undefined) throw new Error('No servers');
  await register(down);
  await register(other);
  pia.simulator.setRunning(down.cn, false);
  await pia.settled();
  const { meta } = pia.simulator.listedPorts;
  expect((await register(down)).code).toBe('ECONNREFUSED');
  expect(await outcomeOf(connect(meta, down.publicAddress))).toBe('ECONNREFUSED');
  expect(await outcomeOf(connect(pia.gatewayPort, down.gatewayAddress))).toBe('ECONNREFUSED');
  expect(await outcomeOf(connect(meta, other.publicAddress))).toBe('connect');
  expect(pia.simulator.wireguard.peers.map(({ server }) => server)).toEqual([other.cn]);
  pia.simulator.setRunning(down.cn, true);
  await pia.settled();
  expect((await register(down)).status).toBe(200);
});

test('account API and server list have addresses and ports of their own when they are given', async () => {
  const [accountPort, listPort] = [pia.gatewayPort, pia.gatewayPort];
  const options = { host: '127.0.0.41', listHost: '127.0.0.42', tls: true };
  const elsewhere = await startPiaSimulator({ ...options, accountPort, listPort });
  try {
    expect(elsewhere.tokenUrl).toBe(`https://127.0.0.41:${accountPort}/api/client/v2/token`);
    expect(elsewhere.serverListUrls[0]).toBe(`https://127.0.0.42:${listPort}/vpninfo/servers/v7`);
    const { status } = await exchange({
      host: '127.0.0.42',
      port: listPort,
      path: '/vpninfo/servers/v7',
      servername: 'serverlist.piaservers.net',
      ca: elsewhere.caPem,
    });
    expect(status).toBe(200);
  } finally {
    await elsewhere.close();
  }
});

async function outcomeOf(socket: Socket): Promise<string | undefined> {
  try {
    await once(socket, 'connect');
    return 'connect';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : undefined;
  } finally {
    socket.destroy();
  }
}

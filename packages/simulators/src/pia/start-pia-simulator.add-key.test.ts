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

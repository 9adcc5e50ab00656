import { access, readFile } from 'node:fs/promises';
import { get as httpGet } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askGateway, exchange } from '../../test/https-exchange.ts';
import { logIn } from '../../test/pia-login.ts';
import { type RunningPiaSimulator, startPiaSimulator } from './start-pia-simulator.ts';

let pia: RunningPiaSimulator;
beforeEach(async () => {
  pia = await startPiaSimulator();
});
afterEach(async () => {
  await pia.close();
});

test('a client can log in, claim a port and bind it twice', async () => {
  const token = await logIn(pia);
  const claimed = await askGateway(pia, `/getSignature?${new URLSearchParams({ token })}`);
  const { payload, signature } = JSON.parse(claimed.body);
  const bind = `/bindPort?${new URLSearchParams({ payload, signature })}`;
  const messages = [await askGateway(pia, bind), await askGateway(pia, bind)].map(
    ({ body }) => JSON.parse(body).message,
  );
  expect(messages).toEqual(['port scheduled for add', 'timer refreshed']);
  expect(pia.simulator.bindings).toMatchObject([{ binds: 2, server: pia.hostname }]);
  expect(pia.simulator.requests.map(({ endpoint }) => endpoint)).toEqual([
    'token',
    'getSignature',
    'bindPort',
    'bindPort',
  ]);
});

test('the server list is served in both versions', async () => {
  const starts = await Promise.all(
    pia.serverListUrls.map(
      (url) =>
        new Promise<string>((resolve, reject) => {
          httpGet(url, { agent: false }, (reply) => {
            reply.once('data', (chunk: Buffer) => resolve(chunk.toString().slice(0, 10)));
          }).on('error', reject);
        }),
    ),
  );
  expect(starts).toEqual(['{"groups":', '{"groups":']);
});

test('the environment names files that hold the CA and the list key', async () => {
  const { environment } = pia;
  expect(await readFile(environment.PIA_CA_FILE ?? '', 'utf8')).toBe(pia.caPem);
  const key = await readFile(environment.PIA_SERVER_LIST_KEY_FILE ?? '', 'utf8');
  expect(key).toBe(pia.serverListPublicKeyPem);
  expect(environment).toMatchObject({
    PIA_USER: 'p1234567',
    PIA_TOKEN_URL: pia.tokenUrl,
    PIA_SERVER_LIST_URLS: pia.serverListUrls.join(','),
    PIA_GATEWAY: '127.0.0.1',
    PIA_GATEWAY_PORT: String(pia.gatewayPort),
  });
});

test('close() removes the folder that it made', async () => {
  await pia.close();
  await expect(access(pia.environment.PIA_CA_FILE ?? '')).rejects.toThrow('ENOENT');
});

describe('a gateway on its own address', () => {
  const server = { publicAddress: '203.0.113.1', regionId: 'uk', lists: ['v7' as const] };

  test('a gateway on its own address answers while its server is connected; packets to the others get lost', async () => {
    const several = await startPiaSimulator({
      servers: [
        { ...server, cn: 'london1', gatewayAddress: '127.0.0.2' },
        { ...server, cn: 'london2', gatewayAddress: '127.0.0.3' },
      ],
    });
    try {
      expect(several.gatewayAddress).toBe('127.0.0.2');
      expect((await askGateway(several, '/ping')).status).toBe(200);
      several.simulator.reconnect('london2');
      expect(several.gatewayAddress).toBe('127.0.0.3');
      expect((await askGateway(several, '/ping')).status).toBe(200);
      const lost = connect(several.gatewayPort, '127.0.0.2');
      await new Promise((resolve) => lost.once('connect', resolve));
      while (several.simulator.handshakes.at(-1)?.outcome !== 'hang-before-tls') {
        await new Promise((resolve) => setImmediate(resolve));
      }
      lost.destroy();
    } finally {
      await several.close();
    }
  });

  test('a gateway on its own address distinguishes the tunnel from the outside by the address of the client', async () => {
    const guarded = await startPiaSimulator({
      isTunnelSource: (address) => address === '127.0.0.2',
    });
    const inside = await askGateway(guarded, '/ping', { localAddress: '127.0.0.2' });
    const outside = await askGateway(guarded, '/ping', { localAddress: '127.0.0.1' });
    await guarded.close();
    expect([inside.status, outside.status]).toEqual([200, 401]);
    expect(outside.body).toContain('Unauthorized client');
  });
});

test('with TLS, account API and server list show a certificate of the simulated CA', async () => {
  const secure = await startPiaSimulator({ tls: true });
  try {
    expect(secure.tokenUrl).toMatch(/^https:/);
    expect(secure.environment.NODE_EXTRA_CA_CERTS).toBe(secure.environment.PIA_CA_FILE);
    const { hostname: host, port, pathname: path } = new URL(secure.serverListUrls[0] ?? '');
    expect((await exchange({ host, port, path, ca: secure.caPem })).status).toBe(200);
    expect((await exchange({ host, port, path })).code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  } finally {
    await secure.close();
  }
});

test('a gateway port that is in use is an error', async () => {
  const taken = startPiaSimulator({ gatewayPort: pia.gatewayPort });
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

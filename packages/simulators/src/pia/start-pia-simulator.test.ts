import { once } from 'node:events';
import { access, readFile } from 'node:fs/promises';
import { get as httpGet, request as httpRequest, type IncomingMessage } from 'node:http';
import { get as httpsGet } from 'node:https';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { askGateway, exchange } from '../../test/https-exchange.ts';
import { type RunningPiaSimulator, startPiaSimulator } from './start-pia-simulator.ts';

let pia: RunningPiaSimulator;
beforeEach(async () => {
  pia = await startPiaSimulator();
});
afterEach(async () => {
  await pia.close();
});

/** Status or error code of a `GET /ping` with the right name. */
async function ping(): Promise<number | string | undefined> {
  const { status, code } = await askGateway(pia, '/ping');
  return code ?? status;
}

function post(url: string, body: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    httpRequest(url, { method: 'POST', headers, agent: false }, (reply) => {
      let text = '';
      reply.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      reply.on('end', () => resolve({ status: reply.statusCode, body: text }));
    })
      .on('error', reject)
      .end(body);
  });
}

async function logIn(): Promise<string> {
  const { PIA_USER: username = '', PIA_PASS: password = '' } = pia.environment;
  const { body } = await post(pia.tokenUrl, String(new URLSearchParams({ username, password })));
  return JSON.parse(body).token;
}

test('a whole life: login, claim, two binds', async () => {
  const token = await logIn();
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

describe('the certificate', () => {
  test('is good for the name of the connected server and for no other', async () => {
    expect(await ping()).toBe(200);
    const other = await askGateway(pia, '/ping', { servername: 'amsterdam447' });
    expect(other.code).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    const lower = await askGateway(pia, '/ping', { servername: pia.hostname.toLowerCase() });
    expect(lower.status).toBe(200);
  });

  test('is not good for those who trust the usual authorities', async () => {
    const { code } = await askGateway(pia, '/ping', { ca: undefined });
    expect(code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  test('of an old server is a public one when the public name of the region is asked for', async () => {
    pia.simulator.reconnect('amsterdam447');
    const servername = 'nl-amsterdam.privacy.network';
    const { code } = await askGateway(pia, '/ping', { servername });
    expect(code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(await ping()).toBe(200);
  });

  test.each([
    ['wrong-ca', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['expired-certificate', 'CERT_HAS_EXPIRED'],
    ['not-yet-valid-certificate', 'CERT_NOT_YET_VALID'],
    ['wrong-purpose-certificate', 'INVALID_PURPOSE'],
    ['cn-only-certificate', 200],
  ] as const)('under the fault %s comes out as %s, then is good again', async (fault, outcome) => {
    pia.simulator.setFault('gateway', fault, { times: 1 });
    expect(await ping()).toBe(outcome);
    expect(await ping()).toBe(200);
    const arrived = pia.simulator.requests.length;
    expect(arrived).toBe(outcome === 200 ? 2 : 1);
  });
});

describe('a connection', () => {
  test('is refused while the fault lasts, and accepted on the same port after', async () => {
    const { gatewayPort } = pia;
    pia.simulator.setFault('gateway', 'refuse');
    expect(await ping()).toBe('ECONNREFUSED');
    pia.simulator.clearFaults();
    await pia.settled();
    expect(await ping()).toBe(200);
    expect(pia.gatewayPort).toBe(gatewayPort);
  });

  test('is reset when the fault is set for a number of connections', async () => {
    pia.simulator.setFault('gateway', 'refuse', { times: 1 });
    expect(await ping()).toBe('ECONNRESET');
    expect(await ping()).toBe(200);
  });

  test('to the account API alone can be refused', async () => {
    pia.simulator.setFault('token', 'refuse');
    await expect(logIn()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(pia.simulator.logins).toEqual([]);
    expect(await ping()).toBe(200);
  });

  test('is refused by a server without port forwarding', async () => {
    pia.simulator.reconnect('losangeles405');
    expect(await ping()).toBe('ECONNREFUSED');
  });

  test.each(['hang-before-tls', 'hang-after-tls'] as const)(
    'under %s stays open without an answer until close()',
    async (fault) => {
      pia.simulator.setFault('gateway', fault, { times: 1 });
      const waiting = ping();
      await noted(fault);
      // Started later and answered: time enough for the first one to be answered too.
      expect(await ping()).toBe(200);
      await pia.close();
      expect(await waiting).toBe('ECONNRESET');
    },
  );

  test.each(['empty-reply', 'reset', 'reply-lost'] as const)('under %s is cut', async (fault) => {
    pia.simulator.setFault('gateway', fault, { times: 1 });
    expect(await ping()).toBe('ECONNRESET');
    expect(await ping()).toBe(200);
  });

  test('through the old tunnel ends when the VPN connects anew', async () => {
    pia.simulator.setFault('gateway', 'hang-after-tls', { times: 1 });
    const waiting = ping();
    await noted('hang-after-tls');
    pia.simulator.reconnect('london411');
    expect(await waiting).toBe('ECONNRESET');
    expect(pia.hostname).toBe('london411');
    expect(await ping()).toBe(200);
  });
});

/** Resolves when the simulator saw the connection, or the request, that a fault holds up. */
async function noted(fault: 'hang-before-tls' | 'hang-after-tls'): Promise<void> {
  const { handshakes, requests } = pia.simulator;
  const seen = fault === 'hang-before-tls' ? handshakes : requests;
  while (!seen.some(({ outcome }) => outcome.startsWith('hang'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a body', () => {
  test('of the fault slow-drip comes byte by byte', async () => {
    pia.simulator.setFault('gateway', 'slow-drip');
    const pieces: string[] = [];
    const { gatewayAddress: host, gatewayPort: port, hostname: servername, caPem: ca } = pia;
    const asked = httpsGet({ host, port, servername, ca, path: '/ping', agent: false });
    const [reply]: IncomingMessage[] = await once(asked, 'response');
    // Cutting it off is an error of the answer.
    reply?.on('error', () => {});
    for await (const piece of reply ?? []) {
      pieces.push(String(piece));
      if (pieces.length === 2) break;
    }
    expect(pieces).toEqual(['{', '\n']);
  });

  test('of the fault huge-body is larger than any client should take in', async () => {
    pia.simulator.setFault('gateway', 'huge-body', { times: 1 });
    const { body } = await askGateway(pia, '/ping');
    expect(body.length).toBeGreaterThan(16_000_000);
  });
});

describe('a gateway on its own address', () => {
  const server = { publicAddress: '203.0.113.1', regionId: 'uk', lists: ['v7' as const] };

  test('answers while its server is connected; the others let packets get lost', async () => {
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

  test('tells the tunnel from the outside by the address of the client', async () => {
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

test('a taken gateway port is an error', async () => {
  const taken = startPiaSimulator({ gatewayPort: pia.gatewayPort });
  await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

import assert from 'node:assert/strict';
import { createWireGuardKeyPair, type PiaErrorCode, PiaServerClient } from '@portkeep/pia-client';
import { pinnedTransport } from '@portkeep/pia-client/node';
import type { ContractCase } from '../contract-case.ts';
import type { ServerName } from '../hostile/hostile-servers.ts';
import { SERVER_KEY } from '../hostile/pia-servers.ts';
import { patience } from '../patience.ts';
import { rejectionWithCode } from '../rejection.ts';
import type { Stage } from '../stage.ts';

const token = 'to+ken/SECRET';
const PEER = {
  serverKey: SERVER_KEY,
  endpoint: { address: '192.0.2.2', port: 1337 },
  gateway: '10.9.128.1',
  address: '10.9.155.222',
  dnsServers: ['10.0.0.243', '10.0.0.242'],
};
const FAILURES: readonly [ServerName, PiaErrorCode][] = [
  ['tls-pia-refusal', 'PIA_LOGIN_EXPIRED'],
  ['tls-pia-other-key', 'PIA_KEY_MISMATCH'],
  ['tls-good', 'PIA_UNEXPECTED_RESPONSE'],
  ['tls-fin', 'PIA_UNREACHABLE'],
  ['refused', 'PIA_CONNECTION_REFUSED'],
];
const PROXIES: readonly [ServerName, RegExp][] = [
  ['proxy-403', /\(status 403\)/],
  ['proxy-407', /\(status 407\)/],
  ['ssh', /\(ERR_PROXY_TUNNEL\)/],
  ['refused', /\(ECONNREFUSED\)/],
];

export const PIA_SERVER: readonly ContractCase[] = [
  {
    name: 'makes a WireGuard key pair of the right form, and registers its public key',
    async run(stage) {
      const { client, saw } = await serverOf(stage, 'tls-pia');
      const { publicKey, privateKey } = await createWireGuardKeyPair();
      for (const key of [publicKey, privateKey]) assert.match(key, /^[A-Za-z0-9+/]{43}=$/);
      assert.deepEqual(await client.addKey({ token, publicKey }), PEER);
      const query = new URLSearchParams({ pt: token, pubkey: publicKey });
      assert.deepEqual((await saw()).requests, [`GET /addKey?${query} HTTP/1.1`]);
    },
  },
  {
    name: 'logs in with a dedicated IP in a header, without a token of the account',
    async run(stage) {
      const { client, saw } = await serverOf(stage, 'tls-pia');
      const { publicKey } = await createWireGuardKeyPair();
      const dedicatedIp = { token: 'DIPx', address: '192.0.2.7' };
      assert.deepEqual(await client.addKey({ dedicatedIp, publicKey }), PEER);
      const [received = ''] = (await saw()).received;
      assert.match(received, /authorization: Basic ZGVkaWNhdGVkX2lwX0RJUHg6MTkyLjAuMi43\r\n/i);
      assert.doesNotMatch(received, /pt=/);
    },
  },
  ...FAILURES.map(
    ([server, code]): ContractCase => ({
      name: `answers ${code} to ${server}`,
      async run(stage) {
        const { client } = await serverOf(stage, server);
        const { publicKey } = await createWireGuardKeyPair();
        const error = await rejectionWithCode(client.addKey({ token, publicKey }), code);
        assert.doesNotMatch(`${error.message} ${error.stack}`, /SECRET/);
      },
    }),
  ),
  {
    name: 'sends no token to a server with another name',
    async run(stage) {
      const { client, saw } = await serverOf(stage, 'tls-wrong');
      const { publicKey } = await createWireGuardKeyPair();
      await rejectionWithCode(client.addKey({ token, publicKey }), 'PIA_WRONG_HOSTNAME');
      assert.deepEqual((await saw()).requests, []);
    },
  },
  {
    name: 'registers a key through a proxy that asks for a password',
    async run(stage) {
      const { client, saw, proxySaw } = await serverOf(stage, 'tls-pia', 'proxy-tunnel');
      const { publicKey } = await createWireGuardKeyPair();
      assert.deepEqual(await client.addKey({ token, publicKey }), PEER);
      assert.equal((await saw()).requests.length, 1);
      const [received = ''] = (await proxySaw()).received;
      assert.match(received, /^CONNECT 127\.0\.0\.1:\d+ HTTP/);
      assert.match(received, /proxy-authorization: Basic dXNlcjpodW50ZXIy\r\n/i);
    },
  },
  ...PROXIES.map(
    ([proxy, status]): ContractCase => ({
      name: `answers PIA_PROXY_REFUSED to a proxy that opens no tunnel (${proxy}), without its password`,
      async run(stage) {
        const { client, saw } = await serverOf(stage, 'tls-pia', proxy);
        const { publicKey } = await createWireGuardKeyPair();
        const call = client.addKey({ token, publicKey });
        const error = await rejectionWithCode(call, 'PIA_PROXY_REFUSED');
        assert.match(error.message, status);
        assert.doesNotMatch(`${error.message} ${error.stack}`, /hunter2|dXNl|SECRET/);
        assert.equal((await saw()).connections, 0);
      },
    }),
  ),
];

/** A client of this server, by way of a proxy if there is one. */
async function serverOf(stage: Stage, name: ServerName, proxyName?: ServerName) {
  const start = (each: ServerName) =>
    stage.order('start-hostile', { name: each, trustedBy: 'own' });
  const { url, ca } = await start(name);
  const { url: proxyUrl } = proxyName ? await start(proxyName) : { url: undefined };
  const proxy = proxyUrl && new URL(proxyUrl.replace('//', '//user:hunter2@'));
  const look = (at: string) => stage.order('look-at-hostile', { url: at, whenClosed: true });
  const hostname = 'pinned.test';
  const port = Number(new URL(url).port);
  const transport = pinnedTransport({
    address: '127.0.0.1',
    hostname,
    ca,
    ...(proxy && { proxy }),
  });
  return {
    client: new PiaServerClient({ hostname, port, transport, timeoutMs: patience() }),
    saw: () => look(url),
    proxySaw: () => look(proxyUrl ?? ''),
  };
}

import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { isTransportFailure } from '@portkeep/http';
import { type NodeTransportOptions, nodeTransport } from '@portkeep/http/node';
import type { ContractCase } from '../contract-case.ts';
import type { ServerName } from '../hostile/hostile-servers.ts';
import type { HostileSighting } from '../order.ts';
import { rejectionOf } from '../rejection.ts';
import type { Stage } from '../stage.ts';
import { outcomeOf } from './outcome.ts';

const LONG = { timeoutMs: 15_000 };
const REFUSED = 'proxy-refused ERR_PROXY_TUNNEL, unsent';
/** "us er:p@ss", which the URL has percent-encoded. */
const CREDENTIALS = /proxy-authorization: Basic dXMgZXI6cEBzcw==\r\n/i;

export const PROXIES: readonly ContractCase[] = [
  {
    name: 'https goes through the tunnel of a proxy, with its credentials decoded',
    async run(stage) {
      const { get, proxySaw, port } = await behindProxy(stage, 'proxy-tunnel', 'tls-good');
      assert.equal(await outcomeOf(get()), '200 "ok"');
      const [received = ''] = (await proxySaw()).received;
      assert.match(received, new RegExp(`^CONNECT 127\\.0\\.0\\.1:${port} HTTP/1\\.1\r\n`));
      assert.match(received, CREDENTIALS);
    },
  },
  {
    name: 'plain http goes to the proxy as a request for the whole address',
    async run(stage) {
      const { get, proxySaw, url } = await behindProxy(stage, 'kept', 'kept');
      assert.equal(await outcomeOf(get()), '200 "ok"');
      const [received = ''] = (await proxySaw()).received;
      assert.ok(received.startsWith(`GET ${url} HTTP/1.1\r\n`), received);
      assert.match(received, CREDENTIALS);
    },
  },
  {
    name: 'a pin works through a proxy: the proxy connects to its address, and its name is verified',
    async run(stage) {
      const pin = { address: '127.0.0.1', hostname: 'pinned.test' };
      const { get, proxySaw, port } = await behindProxy(stage, 'proxy-tunnel', 'tls-good', { pin });
      assert.equal(await outcomeOf(get()), '200 "ok"');
      const [received = ''] = (await proxySaw()).received;
      assert.ok(received.startsWith(`CONNECT 127.0.0.1:${port} `), received);
      const other = { address: '127.0.0.1', hostname: 'other.test' };
      const wrong = await behindProxy(stage, 'proxy-tunnel', 'tls-good', { pin: other });
      const expected = 'tls/wrong-name ERR_TLS_CERT_ALTNAME_INVALID, unsent';
      assert.equal(await outcomeOf(wrong.get()), expected);
      assert.deepEqual((await wrong.serverSaw()).requests, []);
    },
  },
  {
    name: 'a certificate is verified through a proxy as without one',
    async run(stage) {
      const { get, serverSaw } = await behindProxy(stage, 'proxy-tunnel', 'tls-untrusted');
      const expected = 'tls/untrusted UNABLE_TO_VERIFY_LEAF_SIGNATURE, unsent';
      assert.equal(await outcomeOf(get()), expected);
      assert.deepEqual((await serverSaw()).requests, []);
    },
  },
  {
    name: 'a request whose connection the server closes counts as maybe sent through a proxy too',
    async run(stage) {
      const { get, serverSaw } = await behindProxy(stage, 'proxy-tunnel', 'tls-fin');
      assert.equal(await outcomeOf(get()), 'closed ECONNRESET, maybe sent');
      assert.equal((await serverSaw()).requests.length, 1);
    },
  },
  ...(
    [
      ['proxy-403', 403],
      ['proxy-407', 407],
      ['ssh', undefined],
      ['fin', undefined],
    ] as const
  ).map(
    ([proxy, proxyStatus]): ContractCase => ({
      name: `a proxy that does not open a tunnel (${proxy}) is proxy-refused, without credentials in it`,
      async run(stage) {
        const { get, serverSaw } = await behindProxy(stage, proxy, 'tls-good');
        const error = await rejectionOf(get());
        assert.ok(isTransportFailure(error), String(error));
        assert.equal(await outcomeOf(Promise.reject(error)), REFUSED);
        assert.equal(error.proxyStatus, proxyStatus);
        assert.doesNotMatch(`${inspect(error, { depth: 9 })} ${error.stack}`, /p%40ss|p@ss|dXMg/);
        assert.equal((await serverSaw()).connections, 0);
      },
    }),
  ),
  {
    name: 'a proxy that asks for credentials over plain http is proxy-refused',
    async run(stage) {
      const { get } = await behindProxy(stage, 'proxy-407', 'kept');
      // The status could also come from the server, which would then have got the request.
      assert.equal(await outcomeOf(get()), 'proxy-refused ERR_PROXY_TUNNEL, maybe sent');
    },
  },
  {
    name: 'a server behind the tunnel of a proxy may ask for credentials: that is its reply',
    async run(stage) {
      const { get, serverSaw } = await behindProxy(stage, 'proxy-tunnel', 'tls-407');
      assert.equal(await outcomeOf(get()), '407 "no"');
      assert.equal((await serverSaw()).requests.length, 1);
    },
  },
  {
    name: 'a proxy may take longer to connect than an idle connection is kept',
    async run(stage) {
      const options = { keepIdleMs: 50 };
      const { get } = await behindProxy(stage, 'proxy-tunnel-slow', 'tls-good', options);
      assert.equal(await outcomeOf(get()), '200 "ok"');
    },
  },
  {
    name: 'a proxy that is down is proxy-refused, and no server is connected to directly',
    async run(stage) {
      for (const server of ['tls-good', 'kept'] as const) {
        const { get, serverSaw } = await behindProxy(stage, 'refused', server);
        assert.equal(await outcomeOf(get()), 'proxy-refused ECONNREFUSED, unsent');
        assert.equal((await serverSaw()).connections, 0);
      }
    },
  },
];

async function behindProxy(
  stage: Stage,
  proxyName: ServerName,
  serverName: ServerName,
  options: NodeTransportOptions = {},
) {
  const start = (name: ServerName) => stage.order('start-hostile', { name, trustedBy: 'own' });
  const [{ url: proxyUrl }, { url: direct, ca }] = await Promise.all([
    start(proxyName),
    start(serverName),
  ]);
  const proxy = new URL(proxyUrl.replace('//', '//us%20er:p%40ss@'));
  const transport = nodeTransport({ ca, proxy, ...options });
  const { port } = new URL(direct);
  const url = options.pin ? `https://${options.pin.hostname}:${port}/` : direct;
  const look = (at: string): Promise<HostileSighting> =>
    stage.order('look-at-hostile', { url: at, whenClosed: true });
  return {
    url,
    port,
    get: () => transport({ method: 'GET', url, headers: {}, repeatable: true }, LONG),
    proxySaw: () => look(proxyUrl),
    serverSaw: () => look(direct),
  };
}

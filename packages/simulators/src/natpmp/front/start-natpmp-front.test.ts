import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { httpExchange, postForward } from '../../../test/http-exchange.ts';
import { mappingBody } from '../../../test/natpmp-requests.ts';
import { type HeardRequest, UdpGateway } from '../../../test/udp-gateway.ts';
import {
  type RunningNatPmpFront,
  type StartNatPmpFrontOptions,
  startNatPmpFront,
} from './start-natpmp-front.ts';

let gateway: UdpGateway;
let front: RunningNatPmpFront;
let restarts: number;

async function start(options: Partial<StartNatPmpFrontOptions> = {}): Promise<void> {
  front = await startNatPmpFront({
    gateway: '127.0.0.1',
    gatewayPort: gateway.port,
    onGatewayRestart: () => {
      restarts += 1;
    },
    ...options,
  });
}

beforeEach(async () => {
  restarts = 0;
  gateway = await UdpGateway.start();
  await start();
});
afterEach(async () => {
  gateway.close();
  await front.close();
});

async function ask(protocol: string, internalPort: number, duration = 60) {
  const reply = await postForward(front.service, mappingBody(protocol, internalPort, duration));
  return { status: reply.status, body: JSON.parse(reply.body) };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

const wire = ({ from: _, ...request }: HeardRequest) => Object.values(request);

test('a mapping is asked of the gateway and told with what it granted', async () => {
  gateway.onRequest = (request) =>
    gateway.answer(request, { externalPort: 41_000, lifetimeSeconds: 45, epochSeconds: 77 });
  expect(await ask('TCP', 7001)).toEqual({
    status: 200,
    body: {
      internal_port: 7001,
      external_port: 41_000,
      protocol: 'tcp',
      duration: 60,
      lifetime: 45,
      epoch: 77,
    },
  });
  expect(gateway.heard.map(wire)).toEqual([[0, 2, 7001, 0, 60]]);
});

test('a renewal suggests the port it had, protocol by protocol', async () => {
  gateway.onRequest = (request) =>
    gateway.answer(request, { externalPort: request.opcode === 1 ? 41_001 : 41_002 });
  await ask('udp', 7001);
  await ask('tcp', 7001);
  await ask('udp', 7001);
  await ask('tcp', 7001);
  expect(gateway.heard.map((request) => request.externalPort)).toEqual([0, 0, 41_001, 41_002]);
});

test('a duration is cut to the limit before the gateway sees it', async () => {
  expect((await ask('tcp', 7001, 3600)).body).toMatchObject({ duration: 300, lifetime: 300 });
  await front.close();
  await start({ maxDurationSeconds: -1 });
  expect((await ask('tcp', 7001, 86_400)).body).toMatchObject({ duration: 86_400 });
});

test('a deletion asks for no port and no time, and forgets the port', async () => {
  await ask('tcp', 7001);
  expect((await ask('tcp', 7001, 0)).body).toMatchObject({ external_port: 0, duration: 0 });
  await ask('tcp', 7001);
  expect(gateway.heard.map(wire).slice(1)).toEqual([
    [0, 2, 7001, 0, 0],
    [0, 2, 7001, 0, 60],
  ]);
});

test('internal port 0 never gets to the gateway, where it would mean all mappings', async () => {
  expect(await ask('tcp', 0, 0)).toEqual({
    status: 400,
    body: { error: 'internal_port must be from 1 to 65535' },
  });
  expect(gateway.heard).toEqual([]);
});

test('a lost packet is sent again', async () => {
  gateway.onRequest = (request) => {
    if (gateway.heard.length > 1) gateway.answer(request);
  };
  expect((await ask('tcp', 7001)).status).toBe(200);
  expect(gateway.heard).toHaveLength(2);
});

test('a silent gateway is an error after so many tries, each twice as long', async () => {
  await front.close();
  await start({ tries: 2 });
  gateway.onRequest = () => {};
  const before = performance.now();
  expect(await ask('tcp', 7001)).toEqual({
    status: 500,
    body: { error: 'Failed to request port mapping', reason: 'no-reply' },
  });
  expect(performance.now() - before).toBeGreaterThanOrEqual(748);
  expect(gateway.heard).toHaveLength(2);
});

test.each([
  [1, 'unsupported-version'],
  [2, 'not-authorized'],
  [3, 'network-failure'],
  [4, 'out-of-resources'],
  [5, 'unsupported-opcode'],
  [77, 'unknown-result'],
])('the result code %d is the reason %s', async (resultCode, reason) => {
  gateway.onRequest = (request) => gateway.answer(request, { resultCode });
  expect(await ask('udp', 7001)).toEqual({
    status: 500,
    body: { error: 'Failed to request port mapping', reason, result_code: resultCode },
  });
});

test('a gateway that is not there is told without waiting for all tries', async () => {
  const gone = await UdpGateway.start();
  const gatewayPort = gone.port;
  gone.close();
  await front.close();
  await start({ gatewayPort });
  expect(await ask('tcp', 7001)).toMatchObject({ status: 500, body: { reason: 'unreachable' } });
});

test('an address that cannot be sent to is the other error of the API', async () => {
  await front.close();
  // A broadcast address, which a socket may not send to unless it asks for it.
  await start({ gateway: '255.255.255.255' });
  expect(await ask('tcp', 7001)).toEqual({
    status: 500,
    body: { error: 'Failed to create NAT-PMP client', reason: 'no-route' },
  });
});

test.each([{ externalPort: 0 }, { lifetimeSeconds: 0 }])(
  'a grant of %j is no mapping',
  async (changes) => {
    gateway.onRequest = (request) => gateway.answer(request, changes);
    expect(await ask('tcp', 7001)).toMatchObject({ status: 500, body: { reason: 'empty-grant' } });
  },
);

test('answers to something else are passed over, and answers of somebody else', async () => {
  const stranger = createSocket('udp4');
  stranger.bind(0, '127.0.0.1');
  await once(stranger, 'listening');
  gateway.onRequest = (request) => {
    gateway.answer(request, { externalPort: 666 }, stranger);
    gateway.answer(request, { externalPort: 1, opcode: 129 });
    gateway.answer(request, { externalPort: 2, internalPort: 7002 });
    gateway.answer(request, { externalPort: 3, opcode: 2 });
    gateway.send(request, Buffer.alloc(3));
    gateway.answer(request, { externalPort: 41_000 });
  };
  try {
    expect((await ask('tcp', 7001)).body).toMatchObject({ external_port: 41_000 });
  } finally {
    stranger.close();
  }
});

test('the gateway is asked one thing at a time', async () => {
  const unanswered = new Set<number>();
  let most = 0;
  gateway.onRequest = (request) => {
    unanswered.add(request.internalPort);
    most = Math.max(most, unanswered.size);
    setTimeout(() => {
      unanswered.delete(request.internalPort);
      gateway.answer(request);
    }, 20);
  };
  const replies = await Promise.all([1, 2, 3, 4].map((port) => ask('tcp', port)));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(most).toBe(1);
});

test('a client that hangs up does not hold the others up', async () => {
  gateway.onRequest = () => {};
  const controller = new AbortController();
  const { signal } = controller;
  const given = postForward(front.service, mappingBody('tcp', 7001), { signal });
  await until(() => gateway.heard.length > 0);
  gateway.onRequest = (request) => {
    if (request.internalPort === 7002) gateway.answer(request);
  };
  const next = ask('tcp', 7002);
  controller.abort();
  await expect(given).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect((await next).status).toBe(200);
});

test('a gateway that restarted is noticed, and gets the other mappings anew', async () => {
  let epochSeconds = 5_000;
  gateway.onRequest = (request) => gateway.answer(request, { epochSeconds });
  await ask('tcp', 7001);
  await ask('udp', 7001);
  await ask('tcp', 7002);
  await ask('tcp', 7002, 0);
  expect(restarts).toBe(0);
  epochSeconds = 3;
  await ask('udp', 7001);
  expect(restarts).toBe(1);
  await ask('udp', 7003);
  expect(gateway.heard.map(wire).slice(5)).toEqual([
    [0, 2, 7001, 40_000, 60],
    [0, 1, 7003, 0, 60],
  ]);
});

test('everything that is checked before the gateway is checked as the API does', async () => {
  await front.close();
  await start({ token: 'secret' });
  const url = `http://${front.service}`;
  expect((await httpExchange(`${url}/forward/`)).status).toBe(404);
  expect((await httpExchange(`${url}/forward`)).status).toBe(405);
  expect((await ask('tcp', 7001)).status).toBe(401);
  expect((await postForward(front.service, '{}', { token: 'secret' })).status).toBe(422);
  const token = { token: 'secret' };
  expect((await postForward(front.service, mappingBody('both', 1), token)).status).toBe(400);
  expect((await postForward(front.service, mappingBody('tcp', 1), token)).status).toBe(200);
  expect((await httpExchange(`${url}/health`, { method: 'HEAD' })).status).toBe(200);
});

test('close() does not wait for a silent gateway', async () => {
  gateway.onRequest = () => {};
  const reply = postForward(front.service, mappingBody('tcp', 7001));
  await until(() => gateway.heard.length > 0);
  await Promise.all([front.close(), expect(reply).rejects.toThrow()]);
  await start();
});

test('close() gives up mappings that a restarted gateway is to get anew', async () => {
  let epochSeconds = 5_000;
  gateway.onRequest = (request) => gateway.answer(request, { epochSeconds });
  await ask('tcp', 7001);
  epochSeconds = 3;
  gateway.onRequest = (request) => {
    if (request.internalPort !== 7001) gateway.answer(request, { epochSeconds });
  };
  await ask('tcp', 7002);
  await until(() => gateway.heard.length === 3);
  await front.close();
  const sockets = () => process.getActiveResourcesInfo().filter((name) => /^udp/i.test(name));
  // The gateway's own one stays.
  await until(() => sockets().length === 1);
  await start();
});

test.each([
  [{ gateway: 'gateway.example' }],
  [{ gateway: '::1' }],
  [{ tries: 0 }],
  [{ tries: 10 }],
  [{ maxDurationSeconds: 0 }],
  [{ maxDurationSeconds: -2 }],
])('the option %j makes no sense', async (options) => {
  await expect(startNatPmpFront({ gateway: '127.0.0.1', ...options })).rejects.toThrow(RangeError);
});

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FrontBeforeUdpGateway } from './running-front.ts';
import { UdpGateway } from './udp-gateway.ts';

let place: FrontBeforeUdpGateway;
beforeEach(async () => {
  place = await FrontBeforeUdpGateway.create();
});
afterEach(() => {
  place.close();
});

test('a lost packet is sent again', async () => {
  place.gateway.onRequest = (request) => {
    if (place.gateway.heard.length > 1) place.gateway.answer(request);
  };
  expect((await place.ask('tcp', 7001)).status).toBe(200);
  expect(place.gateway.heard).toHaveLength(2);
});

test('an answer that comes after the packet was sent again counts', async () => {
  place.gateway.onRequest = () => {
    const [first, again] = place.gateway.heard;
    if (first !== undefined && again !== undefined) place.gateway.answer(first);
  };
  expect((await place.ask('tcp', 7001)).status).toBe(200);
});

test('a silent gateway is an error after the last try, with each wait twice as long as the one before', async () => {
  await place.start({}, 2);
  place.gateway.onRequest = () => {};
  const before = performance.now();
  expect(await place.ask('tcp', 7001)).toEqual({
    status: 500,
    body: { error: 'Failed to request port mapping', reason: 'no-reply' },
  });
  expect(performance.now() - before).toBeGreaterThanOrEqual(748);
  expect(place.gateway.heard).toHaveLength(2);
});

test.each([
  [1, 'unsupported-version'],
  [2, 'not-authorized'],
  [3, 'network-failure'],
  [4, 'out-of-resources'],
  [5, 'unsupported-opcode'],
  [77, 'unknown-result'],
])('the result code %d becomes the reason %s', async (resultCode, reason) => {
  place.gateway.onRequest = (request) => place.gateway.answer(request, { resultCode });
  expect(await place.ask('udp', 7001)).toEqual({
    status: 500,
    body: { error: 'Failed to request port mapping', reason, result_code: resultCode },
  });
});

test('a gateway that is not there is reported without waiting for all tries', async () => {
  const gone = await UdpGateway.start();
  const { port } = gone;
  gone.close();
  await place.start({ NATPMP_GATEWAY: `127.0.0.1:${port}` });
  expect(await place.ask('tcp', 7001)).toMatchObject({
    status: 500,
    body: { error: 'Failed to request port mapping', reason: 'unreachable' },
  });
});

test('an address to which nothing can be sent leads to the other error of the API', async () => {
  // A broadcast address, to which a socket may not send unless it asked for it.
  await place.start({ NATPMP_GATEWAY: '255.255.255.255' });
  expect(await place.ask('tcp', 7001)).toEqual({
    status: 500,
    body: { error: 'Failed to create NAT-PMP client', reason: 'no-route' },
  });
});

test.each([{ externalPort: 0 }, { lifetimeSeconds: 0 }])(
  'a grant of %j is not treated as a mapping',
  async (changes) => {
    place.gateway.onRequest = (request) => place.gateway.answer(request, changes);
    expect(await place.ask('tcp', 7001)).toMatchObject({
      status: 500,
      body: { error: 'Failed to request port mapping', reason: 'empty-grant' },
    });
  },
);

test('answers to another question and answers from another sender are ignored', async () => {
  const stranger = createSocket('udp4');
  stranger.bind(0, '127.0.0.1');
  await once(stranger, 'listening');
  place.gateway.onRequest = (request) => {
    place.gateway.answer(request, { externalPort: 666 }, stranger);
    place.gateway.answer(request, { externalPort: 1, opcode: 129 });
    place.gateway.answer(request, { externalPort: 2, internalPort: 7002 });
    place.gateway.answer(request, { externalPort: 3, opcode: 2 });
    place.gateway.send(request, Buffer.alloc(3));
    place.gateway.answer(request, { externalPort: 41_000 });
  };
  try {
    expect((await place.ask('tcp', 7001)).body).toMatchObject({ external_port: 41_000 });
  } finally {
    stranger.close();
  }
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { FrontBeforeUdpGateway, until, wire } from '../../../test/front-before-udp-gateway.ts';
import { httpExchange, postForward } from '../../../test/http-exchange.ts';
import { mappingBody } from '../../../test/natpmp-requests.ts';
import { startNatPmpFront } from './start-natpmp-front.ts';

let place: FrontBeforeUdpGateway;
beforeEach(async () => {
  place = await FrontBeforeUdpGateway.create();
});
afterEach(async () => {
  await place.close();
});

test('a mapping is asked of the gateway and told with what it granted', async () => {
  place.gateway.onRequest = (request) =>
    place.gateway.answer(request, { externalPort: 41_000, lifetimeSeconds: 45, epochSeconds: 77 });
  expect(await place.ask('TCP', 7001)).toEqual({
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
  expect(place.gateway.heard.map(wire)).toEqual([[0, 2, 7001, 0, 60]]);
});

test('a renewal suggests the port it had, protocol by protocol', async () => {
  place.gateway.onRequest = (request) =>
    place.gateway.answer(request, { externalPort: request.opcode === 1 ? 41_001 : 41_002 });
  await place.ask('udp', 7001);
  await place.ask('tcp', 7001);
  await place.ask('udp', 7001);
  await place.ask('tcp', 7001);
  expect(place.gateway.heard.map((request) => request.externalPort)).toEqual([
    0, 0, 41_001, 41_002,
  ]);
});

test('a duration is cut to the limit before the gateway sees it', async () => {
  expect((await place.ask('tcp', 7001, 3600)).body).toMatchObject({ duration: 300, lifetime: 300 });
  await place.front.close();
  await place.start({ maxDurationSeconds: -1 });
  expect((await place.ask('tcp', 7001, 86_400)).body).toMatchObject({ duration: 86_400 });
});

test('a deletion asks for no port and no time, and forgets the port', async () => {
  await place.ask('tcp', 7001);
  expect((await place.ask('tcp', 7001, 0)).body).toMatchObject({ external_port: 0, duration: 0 });
  await place.ask('tcp', 7001);
  expect(place.gateway.heard.map(wire).slice(1)).toEqual([
    [0, 2, 7001, 0, 0],
    [0, 2, 7001, 0, 60],
  ]);
});

test('internal port 0 never gets to the gateway, where it would mean all mappings', async () => {
  expect(await place.ask('tcp', 0, 0)).toEqual({
    status: 400,
    body: { error: 'internal_port must be from 1 to 65535' },
  });
  expect(place.gateway.heard).toEqual([]);
});

test('the gateway is asked one thing at a time', async () => {
  const unanswered = new Set<number>();
  let most = 0;
  place.gateway.onRequest = (request) => {
    unanswered.add(request.internalPort);
    most = Math.max(most, unanswered.size);
    setTimeout(() => {
      unanswered.delete(request.internalPort);
      place.gateway.answer(request);
    }, 20);
  };
  const replies = await Promise.all([1, 2, 3, 4].map((port) => place.ask('tcp', port)));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(most).toBe(1);
});

test('a client that hangs up does not hold the others up', async () => {
  place.gateway.onRequest = () => {};
  const controller = new AbortController();
  const { signal } = controller;
  const given = postForward(place.front.service, mappingBody('tcp', 7001), { signal });
  await until(() => place.gateway.heard.length > 0);
  place.gateway.onRequest = (request) => {
    if (request.internalPort === 7002) place.gateway.answer(request);
  };
  const next = place.ask('tcp', 7002);
  controller.abort();
  await expect(given).rejects.toMatchObject({ code: 'ABORT_ERR' });
  expect((await next).status).toBe(200);
});

test('a gateway that restarted is noticed, and gets the other mappings anew', async () => {
  let epochSeconds = 5_000;
  place.gateway.onRequest = (request) => place.gateway.answer(request, { epochSeconds });
  await place.ask('tcp', 7001);
  await place.ask('udp', 7001);
  await place.ask('tcp', 7002);
  await place.ask('tcp', 7002, 0);
  expect(place.restarts).toBe(0);
  epochSeconds = 3;
  await place.ask('udp', 7001);
  expect(place.restarts).toBe(1);
  await place.ask('udp', 7003);
  expect(place.gateway.heard.map(wire).slice(5)).toEqual([
    [0, 2, 7001, 40_000, 60],
    [0, 1, 7003, 0, 60],
  ]);
});

test('everything that is checked before the gateway is checked as the API does', async () => {
  await place.front.close();
  await place.start({ token: 'secret' });
  const url = `http://${place.front.service}`;
  expect((await httpExchange(`${url}/forward/`)).status).toBe(404);
  expect((await httpExchange(`${url}/forward`)).status).toBe(405);
  expect((await place.ask('tcp', 7001)).status).toBe(401);
  expect((await postForward(place.front.service, '{}', { token: 'secret' })).status).toBe(422);
  const token = { token: 'secret' };
  expect((await postForward(place.front.service, mappingBody('both', 1), token)).status).toBe(400);
  expect((await postForward(place.front.service, mappingBody('tcp', 1), token)).status).toBe(200);
  expect((await httpExchange(`${url}/health`, { method: 'HEAD' })).status).toBe(200);
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

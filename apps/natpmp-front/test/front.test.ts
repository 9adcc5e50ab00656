import { afterEach, beforeEach, expect, test } from 'vitest';
import { FrontBeforeUdpGateway, forwardBody, until, wire } from './running-front.ts';

let place: FrontBeforeUdpGateway;
beforeEach(async () => {
  place = await FrontBeforeUdpGateway.create();
});
afterEach(() => {
  place.close();
});

test('a mapping is requested from the gateway and reported with what the gateway granted', async () => {
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

test('a renewal suggests the port that the mapping had, separately for each protocol', async () => {
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

test('a duration is cut to the limit before it is sent to the gateway', async () => {
  expect((await place.ask('tcp', 7001, 3600)).body).toMatchObject({ duration: 300, lifetime: 300 });
  await place.start({ MAX_DURATION: '-1' });
  expect((await place.ask('tcp', 7001, 86_400)).body).toMatchObject({ duration: 86_400 });
});

test('a deletion requests no port and no time, and forgets the port', async () => {
  await place.ask('tcp', 7001);
  expect((await place.ask('tcp', 7001, 0)).body).toMatchObject({ external_port: 0, duration: 0 });
  await place.ask('tcp', 7001);
  expect(place.gateway.heard.map(wire).slice(1)).toEqual([
    [0, 2, 7001, 0, 0],
    [0, 2, 7001, 0, 60],
  ]);
});

test('the deletion of a mapping that was never made succeeds', async () => {
  expect(await place.ask('udp', 7001, 0)).toMatchObject({
    status: 200,
    body: { internal_port: 7001, external_port: 0, protocol: 'udp', duration: 0 },
  });
});

test.each([0, 60])(
  'internal port 0 for %d s is never sent to the gateway, where it could mean all mappings',
  async (duration) => {
    expect(await place.ask('tcp', 0, duration)).toEqual({
      status: 400,
      body: { error: 'internal_port must be from 1 to 65535' },
    });
    expect(place.gateway.heard).toEqual([]);
  },
);

test('the gateway is asked one question at a time', async () => {
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
  const replies = await Promise.all([7001, 7002, 7003, 7004].map((port) => place.ask('tcp', port)));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(most).toBe(1);
});

test('a client that hangs up does not delay the others', async () => {
  place.gateway.onRequest = () => {};
  const controller = new AbortController();
  const { signal } = controller;
  const given = place.post(forwardBody('tcp', 7001), { signal });
  await until(() => place.gateway.heard.length > 0);
  place.gateway.onRequest = (request) => {
    if (request.internalPort === 7002) place.gateway.answer(request);
  };
  const next = place.ask('tcp', 7002);
  controller.abort();
  await expect(given).rejects.toThrow('aborted');
  expect((await next).status).toBe(200);
});

test('the front logs once that its gateway has restarted, and suggests the old port to it', async () => {
  let epochSeconds = 5_000;
  place.gateway.onRequest = (request) => place.gateway.answer(request, { epochSeconds });
  await place.ask('tcp', 7001);
  await place.ask('udp', 7001);
  await place.ask('tcp', 7002);
  await place.ask('tcp', 7002, 0);
  const restarts = () => place.lines.filter((line) => line.includes('has restarted')).length;
  expect(restarts()).toBe(0);
  epochSeconds = 3;
  await place.ask('udp', 7001);
  expect(restarts()).toBe(1);
  await place.ask('udp', 7003);
  expect(place.gateway.heard.map(wire).slice(5)).toEqual([
    [0, 2, 7001, 40_000, 60],
    [0, 1, 7003, 0, 60],
  ]);
});

test('the old port of a mapping is not suggested while a restarted gateway gives it another one', async () => {
  let epochSeconds = 5_000;
  place.gateway.onRequest = (request) => place.gateway.answer(request, { epochSeconds });
  await place.ask('tcp', 7001);
  await place.ask('udp', 7001);
  epochSeconds = 3;
  const renewals: Promise<unknown>[] = [];
  const isWaiting = () => place.front.status.status().waiting === 2;
  place.gateway.onRequest = async (request) => {
    const changes = { epochSeconds, externalPort: 40_000 + request.opcode };
    // Another host has the old port now. The client renews while the front requests it, too.
    if (request.opcode === 1 && renewals.length === 0) {
      renewals.push(place.ask('udp', 7001));
      await until(isWaiting);
    }
    place.gateway.answer(request, changes);
  };
  await place.ask('tcp', 7001);
  await until(() => renewals.length > 0);
  expect(await renewals[0]).toMatchObject({ status: 200, body: { external_port: 40_001 } });
  expect(place.gateway.heard.map(wire).slice(3)).toEqual([
    [0, 1, 7001, 40_000, 60],
    [0, 1, 7001, 40_001, 60],
  ]);
});

test('a gateway whose clock jumps is asked for its mappings again once, not endlessly', async () => {
  let answers = 0;
  place.gateway.onRequest = (request) => {
    answers += 1;
    place.gateway.answer(request, { epochSeconds: answers % 2 === 0 ? 3 : 5_000 });
  };
  const ports = [7001, 7002, 7003, 7004, 7005];
  for (const port of ports) await place.ask('tcp', port);
  await until(() => place.front.status.status().waiting === 0 || place.gateway.heard.length > 100);
  expect(place.front.status.status().gateway_restarts).toBe(1);
  expect(place.gateway.heard.length).toBeLessThanOrEqual(2 * ports.length);
});

import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FrontBeforeUdpGateway, forwardBody, until } from './running-front.ts';
import type { HeardRequest } from './udp-gateway.ts';

let place: FrontBeforeUdpGateway;
beforeEach(async () => {
  place = await FrontBeforeUdpGateway.create();
});
afterEach(() => {
  place.close();
});

const portsHeard = () => place.gateway.heard.map(({ internalPort }) => internalPort);

test('a port that the gateway does not answer for delays no other', async () => {
  place.gateway.onRequest = (request) => {
    if (request.internalPort !== 7000) place.gateway.answer(request);
  };
  const denied = place.ask('tcp', 7000);
  await until(() => place.gateway.heard.length > 0);
  const before = performance.now();
  const others = Array.from({ length: 20 }, (_, index) => place.ask('udp', 7001 + index));
  const replies = await Promise.all(others);
  expect(replies.every(({ status }) => status === 200)).toBe(true);
  // Without turns, the wait would be all 7.75 s of the denied port.
  expect(performance.now() - before).toBeLessThan(5_000);
  expect(await denied).toMatchObject({ status: 500, body: { reason: 'no-reply' } });
  expect(portsHeard().filter((port) => port === 7000)).toHaveLength(5);
});

test('a port outside ALLOWED_PORTS is refused, and nothing is sent to the gateway', async () => {
  await place.start({ ALLOWED_PORTS: '80,7000-7010' });
  expect(await place.ask('tcp', 6999)).toEqual({
    status: 400,
    body: { error: 'internal_port is not in ALLOWED_PORTS' },
  });
  expect((await place.ask('tcp', 7010)).status).toBe(200);
  expect((await place.ask('tcp', 80)).status).toBe(200);
  expect(portsHeard()).toEqual([7010, 80]);
  await place.start();
  expect((await place.ask('tcp', 1023)).status).toBe(400);
});

test('a caller with many requests is served no more often than one with a single request', async () => {
  const unanswered: HeardRequest[] = [];
  place.gateway.onRequest = (request) => void unanswered.push(request);
  const many = Array.from({ length: 10 }, (_, index) => place.ask('tcp', 7000 + index));
  await until(() => unanswered.length === 1);
  const single = request(`${place.url}/forward`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // Another address of the same machine is another caller.
    localAddress: '127.0.0.2',
  }).end(forwardBody('udp', 7999));
  const answered = once(single, 'response');
  await until(() => place.front.status.status().waiting === 11);
  place.gateway.onRequest = (request) => place.gateway.answer(request);
  for (const each of unanswered) place.gateway.answer(each);
  const [reply] = await answered;
  expect(reply.resume().statusCode).toBe(200);
  expect((await Promise.all(many)).every(({ status }) => status === 200)).toBe(true);
  const turn = portsHeard().indexOf(7999);
  expect(turn).toBeGreaterThan(0);
  expect(turn).toBeLessThanOrEqual(3);
});

test('a request whose client has hung up is not sent', async () => {
  place.gateway.onRequest = () => {};
  const first = place.ask('tcp', 7000);
  await until(() => place.gateway.heard.length === 1);
  const gone = new AbortController();
  const second = place.post(forwardBody('tcp', 7001), { signal: gone.signal });
  await until(() => place.front.status.status().waiting === 2 || portsHeard().includes(7001));
  gone.abort();
  await expect(second).rejects.toThrow('aborted');
  await until(() => place.front.status.status().waiting === 1);
  const sent = portsHeard().filter((port) => port === 7001).length;
  place.gateway.onRequest = (request) => place.gateway.answer(request);
  expect((await first).status).toBe(200);
  expect(portsHeard().filter((port) => port === 7001)).toHaveLength(sent);
});

test('a silent gateway is reported to all waiting clients, within the time of one', async () => {
  await place.start({}, 2);
  place.gateway.onRequest = () => {};
  const before = performance.now();
  const many = Array.from({ length: 40 }, (_, index) => place.ask('tcp', 7000 + index));
  for (const reply of await Promise.all(many)) {
    expect(reply).toMatchObject({ status: 500, body: { reason: 'no-reply' } });
  }
  // One after the other, two tries each would take 30 s.
  expect(performance.now() - before).toBeLessThan(5_000);
  place.gateway.onRequest = (request) => place.gateway.answer(request);
  expect((await place.ask('tcp', 7000)).status).toBe(200);
});

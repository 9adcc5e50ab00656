import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FrontBeforeUdpGateway } from './running-front.ts';

let place: FrontBeforeUdpGateway;
beforeEach(async () => {
  place = await FrontBeforeUdpGateway.create();
});
afterEach(() => {
  place.close();
});

async function page(path: string) {
  const reply = await fetch(`${place.url}${path}`);
  return { status: reply.status, text: await reply.text() };
}

const fields = async () => JSON.parse((await page('/status')).text);

test('the front is ready while its gateway answers', async () => {
  expect(await page('/readyz')).toEqual({ status: 503, text: 'gateway: no answer yet\n' });
  expect((await page('/startupz')).status).toBe(200);
  await place.ask('tcp', 7001);
  expect(await page('/readyz')).toEqual({ status: 200, text: 'ok\n' });
  await place.start({}, 1);
  place.gateway.onRequest = () => {};
  place.gateway.addressReply = '';
  await place.ask('tcp', 7001);
  const { status, text } = await page('/readyz');
  expect(status).toBe(503);
  expect(text).toMatch(/^gateway: .*no-reply.*NATPMP_GATEWAY/);
  expect((await page('/healthz')).status).toBe(200);
});

test('a refusal does not make the front unready, because the gateway is there', async () => {
  place.gateway.onRequest = (request) => place.gateway.answer(request, { resultCode: 2 });
  expect((await place.ask('tcp', 7001)).status).toBe(500);
  expect((await page('/readyz')).status).toBe(200);
});

test('a gateway that is silent about one port only is found at once to be there', async () => {
  await place.start({}, 1);
  await place.ask('tcp', 7001);
  place.gateway.onRequest = () => {};
  expect(await place.ask('tcp', 7002)).toMatchObject({ status: 500, body: { reason: 'no-reply' } });
  await vi.waitFor(async () => expect((await page('/readyz')).status).toBe(200));
});

test('/status shows the gateway, its mappings, restarts and the last failure', async () => {
  expect(await fields()).toMatchObject({ state: 'starting', last_answer_at: null, mappings: 0 });
  let epochSeconds = 500;
  place.gateway.onRequest = (request) => place.gateway.answer(request, { epochSeconds });
  await place.ask('tcp', 7001);
  epochSeconds = 1;
  await place.ask('udp', 7001);
  expect(await fields()).toMatchObject({
    app: 'portkeep-natpmp-front',
    state: 'held',
    gateway: `127.0.0.1:${place.gateway.port}`,
    gateway_restarts: 1,
    mappings: 2,
    last_error: null,
  });
});

test('/metrics counts the answers of the gateway', async () => {
  await place.ask('tcp', 7001);
  place.gateway.onRequest = (request) => place.gateway.answer(request, { resultCode: 4 });
  await place.ask('tcp', 7002);
  const { text } = await page('/metrics');
  for (const line of [
    'portkeep_gateway_up 1',
    'portkeep_mappings 1',
    'portkeep_gateway_requests_total{result="success"} 1',
    'portkeep_gateway_requests_total{result="failure"} 1',
    'portkeep_build_info{app="portkeep-natpmp-front",version="0"} 1',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
});

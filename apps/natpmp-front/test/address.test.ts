import { afterEach, beforeEach, expect, test } from 'vitest';
import { FrontBeforeUdpGateway } from './running-front.ts';

let place: FrontBeforeUdpGateway;
beforeEach(async () => {
  place = await FrontBeforeUdpGateway.create({ API_TOKEN: 'secret' });
});
afterEach(() => {
  place.close();
});

async function address(token = 'secret') {
  const headers = { authorization: `Bearer ${token}` };
  const reply = await fetch(`${place.url}/v1/address`, { headers });
  return { status: reply.status, body: await reply.json() };
}

test('GET /v1/address gives the external address and the clock of the gateway', async () => {
  expect(await address()).toEqual({ status: 200, body: { address: '203.0.113.1', epoch: 45 } });
});

test('GET /v1/address needs the token', async () => {
  expect(await address('other')).toEqual({ status: 401, body: { error: 'Unauthorized' } });
});

test.each([
  ['has no address', '0000 0000002d 00000000', { reason: 'empty-grant' }],
  ['has no connection', '0003 0000002d 00000000', { reason: 'network-failure', result_code: 3 }],
])('GET /v1/address returns an error when the gateway %s', async (_, reply, reason) => {
  place.gateway.addressReply = reply;
  expect(await address()).toEqual({
    status: 500,
    body: { error: 'Failed to request the external address', ...reason },
  });
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { FrontBeforeUdpGateway, until } from '../../../test/front-before-udp-gateway.ts';
import { postForward } from '../../../test/http-exchange.ts';
import { mappingBody } from '../../../test/natpmp-requests.ts';

let place: FrontBeforeUdpGateway;
beforeEach(async () => {
  place = await FrontBeforeUdpGateway.create();
});
afterEach(async () => {
  await place.close();
});

test('close() does not wait for a silent gateway', async () => {
  place.gateway.onRequest = () => {};
  const reply = postForward(place.front.service, mappingBody('tcp', 7001));
  await until(() => place.gateway.heard.length > 0);
  await Promise.all([place.front.close(), expect(reply).rejects.toThrow()]);
  await place.start();
});

test('close() gives up mappings that a restarted gateway is to get anew', async () => {
  let epochSeconds = 5_000;
  place.gateway.onRequest = (request) => place.gateway.answer(request, { epochSeconds });
  await place.ask('tcp', 7001);
  epochSeconds = 3;
  place.gateway.onRequest = (request) => {
    if (request.internalPort !== 7001) place.gateway.answer(request, { epochSeconds });
  };
  await place.ask('tcp', 7002);
  await until(() => place.gateway.heard.length === 3);
  await place.front.close();
  const sockets = () => process.getActiveResourcesInfo().filter((name) => /^udp/i.test(name));
  // The gateway's own one stays.
  await until(() => sockets().length === 1);
  await place.start();
});

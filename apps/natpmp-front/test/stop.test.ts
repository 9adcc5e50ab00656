import { afterEach, beforeEach, expect, test } from 'vitest';
import { FrontBeforeUdpGateway, until } from './running-front.ts';

let place: FrontBeforeUdpGateway;
beforeEach(async () => {
  place = await FrontBeforeUdpGateway.create();
});
afterEach(() => {
  place.close();
});

test('a front that is stopped does not wait for a silent gateway', async () => {
  place.gateway.onRequest = () => {};
  const reply = place.ask('tcp', 7001);
  await until(() => place.gateway.heard.length > 0);
  place.stop();
  await expect(reply).rejects.toThrow();
});

test('a front that is stopped no longer requests the mappings that a restarted gateway has lost', async () => {
  let epochSeconds = 5_000;
  place.gateway.onRequest = (request) => place.gateway.answer(request, { epochSeconds });
  await place.ask('tcp', 7001);
  epochSeconds = 3;
  place.gateway.onRequest = (request) => {
    if (request.internalPort !== 7001) place.gateway.answer(request, { epochSeconds });
  };
  await place.ask('tcp', 7002);
  await until(() => place.gateway.heard.length === 3);
  place.stop();
  const sockets = () => process.getActiveResourcesInfo().filter((name) => /^udp/i.test(name));
  // The gateway's own socket remains.
  await until(() => sockets().length === 1);
});

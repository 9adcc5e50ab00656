import { FakeClock } from '@portkeep/port-lease/testing';
import { expect, test } from 'vitest';
import { GatewayFailure, refusal } from './gateway/gateway-failure.ts';
import { watchGateway } from './watch-gateway.ts';

/** When it asks within two minutes, in seconds, a gateway that answers like this. */
async function asksAt(answer: () => Promise<{ address: string; epochSeconds: number }>) {
  const clock = new FakeClock({ now: 0 });
  const stop = new AbortController();
  const asked: number[] = [];
  let ticks = 0;
  const gateway = {
    externalAddress: () => {
      asked.push(clock.now() / 1_000);
      return answer();
    },
  };
  const { signal } = stop;
  const tick = () => {
    ticks += 1;
  };
  const watching = watchGateway({ gateway, timer: clock, signal, tick });
  await clock.advance(120_000);
  stop.abort(new Error('Over'));
  await expect(watching).rejects.toThrow('Over');
  expect(ticks).toBe(asked.length);
  return asked;
}

const WELL = [0, 30, 60, 90, 120];

test('a gateway that answers is asked every 30 s', async () => {
  expect(await asksAt(async () => ({ address: '203.0.113.1', epochSeconds: 1 }))).toEqual(WELL);
});

test('a gateway that refuses has answered, and is asked every 30 s too', async () => {
  expect(await asksAt(() => Promise.reject(refusal(5)))).toEqual(WELL);
});

test('a gateway that is silent is asked again after 5 s', async () => {
  const asked = await asksAt(() => Promise.reject(new GatewayFailure('no-reply')));
  expect(asked.slice(0, 4)).toEqual([0, 5, 10, 15]);
});

test('an error that does not come from the gateway ends the watch', async () => {
  const gateway = { externalAddress: () => Promise.reject(new TypeError('A bug')) };
  const { signal } = new AbortController();
  const watching = watchGateway({ gateway, timer: new FakeClock(), signal, tick() {} });
  await expect(watching).rejects.toThrow('A bug');
});

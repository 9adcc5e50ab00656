import { FakeClock } from '@portkeep/port-lease/testing';
import { expect, onTestFinished, test } from 'vitest';
import { FakeKernel } from '../../test/fake-kernel.ts';
import { watchTunnel } from './watch-tunnel.ts';

/** A watch over a gateway without a tunnel. */
function watched(isBusy: () => boolean) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const [clock, kernel] = [new FakeClock(), new FakeKernel()];
  const troubles: string[] = [];
  const nothing = () => {};
  const watching = watchTunnel({
    kernel,
    clock,
    isBusy,
    forwarding: { current: undefined },
    signal: stop.signal,
    events: { trouble: (topic) => void troubles.push(topic), over: nothing },
    intervalMs: 10_000,
    interfaceName: 'piaw',
    current: () => undefined,
    reaches: async () => false,
    onState: nothing,
    onSilent: nothing,
    onDead: nothing,
    onAlive: nothing,
  });
  const ended = watching.catch((error: unknown) => error);
  return { clock, kernel, troubles, ended };
}

test('a table that is read while the tunnel is being changed is not taken for a broken one', async () => {
  let looks = 0;
  // Busy when the first look begins, and no longer when it ends.
  const { clock, kernel, troubles } = watched(() => looks++ === 0);
  kernel.isTableIntact = false;
  await clock.advance(10_000);
  expect([kernel.calls, troubles]).toEqual([[], []]);
  await clock.advance(10_000);
  expect([kernel.calls, troubles]).toEqual([['close'], ['repair']]);
});

test('a table that cannot be restored is reported, and tried again at the next look', async () => {
  const { clock, kernel, troubles } = watched(() => false);
  kernel.isTableIntact = false;
  kernel.failure = new Error('nft failed');
  await clock.advance(10_000);
  expect(kernel.isTableIntact).toBe(false);
  await clock.advance(10_000);
  expect(kernel.isTableIntact).toBe(true);
  expect(troubles).toEqual(['repair', 'repair']);
});

test('an interface that is missing is noticed while one attempt after the other goes on', async () => {
  const { clock, kernel, ended } = watched(() => true);
  kernel.removeInterface();
  await clock.advance(40_000);
  expect(await ended).toMatchObject({ code: 75 });
});

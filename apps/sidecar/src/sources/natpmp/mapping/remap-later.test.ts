import { EarlyRenewal } from '@portkeep/port-lease';
import { FakeClock } from '@portkeep/port-lease/testing';
import { expect, test } from 'vitest';
import { remapLater } from './remap-later.ts';

function setUp() {
  const [clock, early, stop] = [new FakeClock(), new EarlyRenewal(), new AbortController()];
  let requests = 0;
  early.subscribe(() => {
    requests += 1;
  });
  return { clock, stop, remap: remapLater(early, clock, stop.signal), requests: () => requests };
}

test('the mappings are requested again once the deletion of the old ones is over', async () => {
  const { clock, remap, requests } = setUp();
  const done = remap();
  await clock.advance(1_999);
  expect(requests()).toBe(0);
  await clock.advance(1);
  await done;
  expect(requests()).toBe(1);
});

test('a sidecar that is stopped does not request its mappings again', async () => {
  const { clock, stop, remap, requests } = setUp();
  const done = remap();
  stop.abort();
  await done;
  await clock.advance(5_000);
  expect(requests()).toBe(0);
});

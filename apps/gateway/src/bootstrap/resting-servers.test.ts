import { expect, test } from 'vitest';
import { RestingServers } from './resting-servers.ts';

const [a, b] = ['a', 'b'].map((address) => ({ server: { address, hostname: address } }));

test('a server that failed is left alone for half an hour, unless it works again or all have failed', () => {
  if (a === undefined || b === undefined) throw new Error('There are two servers');
  let now = 1e9;
  const resting = new RestingServers(() => now);
  resting.rest(a.server);
  expect(resting.withoutResting([a, b])).toEqual([b]);
  now += 30 * 60_000 - 1;
  expect(resting.isResting(a.server)).toBe(true);
  now += 1;
  expect(resting.withoutResting([a, b])).toEqual([a, b]);
  resting.rest(a.server);
  resting.rest(b.server);
  expect(resting.withoutResting([a, b])).toEqual([a, b]);
  resting.works(b.server);
  expect(resting.withoutResting([a, b])).toEqual([b]);
});

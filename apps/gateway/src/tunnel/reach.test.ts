import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ipv4 } from '../values/ipv4.ts';
import { firstAnsweringDns } from './first-answering-dns.ts';
import { reachesGateway } from './reaches-gateway.ts';

/** Nothing listens there, and the kernel says so at once. */
const NOTHING = v.parse(ipv4, '127.77.0.1');

test('a gateway that refuses the connection was reached', async () => {
  expect(await reachesGateway(NOTHING, new AbortController().signal, 3_000)).toBe(true);
});

test('the end of the app ends the look at gateway and name servers', async () => {
  const stop = new AbortController();
  const looks = [
    reachesGateway(NOTHING, stop.signal, 3_000),
    firstAnsweringDns([NOTHING, NOTHING], stop.signal),
  ].map((look) => expect(look).rejects.toThrow('the end'));
  stop.abort(new Error('the end'));
  await Promise.all(looks);
});

test('of name servers that do not answer none is chosen', async () => {
  const { signal } = new AbortController();
  expect(await firstAnsweringDns([NOTHING, NOTHING], signal)).toBeUndefined();
  expect(await firstAnsweringDns([], signal)).toBeUndefined();
});

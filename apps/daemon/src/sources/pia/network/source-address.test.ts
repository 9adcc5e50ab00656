import { expect, test } from 'vitest';
import { kernelSourceAddress } from './source-address.ts';

test('the source address comes from the kernel', async () => {
  expect(await kernelSourceAddress('127.0.0.1')).toBe('127.0.0.1');
});

test('the source address is unknown for a destination that cannot be reached', async () => {
  // The kernel refuses to connect to the broadcast address unless the socket asked for
  // broadcasting.
  expect(await kernelSourceAddress('255.255.255.255')).toBeUndefined();
});

import { expect, it } from 'vitest';
import { kernelSourceAddress } from './source-address.ts';

it('is told by the kernel', async () => {
  expect(await kernelSourceAddress('127.0.0.1')).toBe('127.0.0.1');
});

it('is unknown for what cannot be reached', async () => {
  // The kernel refuses to connect to the broadcast address without being asked to broadcast.
  expect(await kernelSourceAddress('255.255.255.255')).toBeUndefined();
});

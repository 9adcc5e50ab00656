import { expect, test } from 'vitest';
import { type KyTransportOptions, kyTransport } from './ky-transport.ts';

test.each([Number.NaN, 'abc', -1, null])(
  'a limit of %o bytes is refused, because it would be none',
  (maxBytes: unknown) => {
    expect(() => kyTransport({ maxBytes } as KyTransportOptions)).toThrow(
      new TypeError('Cannot use "maxBytes": give bytes from 0 to Infinity'),
    );
  },
);

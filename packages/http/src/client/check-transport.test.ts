import { describe, expect, test } from 'vitest';
import type { Transport } from '../http-exchange.ts';
import { checkTransport } from './check-transport.ts';

describe('checkTransport', () => {
  test('checkTransport returns the transport that it was given', () => {
    const transport: Transport = async () => ({ status: 204, headers: {}, body: '' });
    expect(checkTransport(transport)).toBe(transport);
  });

  test.each([undefined, null, 'fetch', {}, Promise.resolve()])(
    'checkTransport refuses %o, and says what to give',
    (transport: unknown) => {
      expect(() => checkTransport(transport as Transport)).toThrow(
        new TypeError('Cannot use "transport": give a function, e.g. kyTransport()'),
      );
    },
  );
});

import type { Transport } from '../http-exchange.ts';

/**
 * Checks the option that callers without types forget most often.
 *
 * @param transport The option.
 * @returns The same.
 * @throws {TypeError} When it is not a function.
 */
export function checkTransport<Body>(transport: Transport<Body>): Transport<Body> {
  if (typeof transport === 'function') return transport;
  throw new TypeError('Cannot use "transport": give a function, e.g. kyTransport()');
}

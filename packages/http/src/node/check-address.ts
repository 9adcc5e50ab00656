import { isIP } from 'node:net';

/**
 * Checks the address of a server. Without one, Node would connect to this machine.
 *
 * @param address The option.
 * @returns The same.
 * @throws {TypeError} When it is not an IP address.
 */
export function checkAddress(address: string): string {
  if (typeof address === 'string' && isIP(address) !== 0) return address;
  throw new TypeError('Cannot use "address": give an IP address, e.g. 10.0.0.1');
}

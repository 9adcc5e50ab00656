/**
 * Checks an option that is a TCP port.
 *
 * @param port The port.
 * @returns The same.
 * @throws {TypeError} When it is not a whole number from 1 to 65535.
 */
export function checkPort(port: number): number {
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new TypeError('Cannot use "port": give a port from 1 to 65535');
}

/**
 * Reads the port that an option of the command line gives.
 *
 * @throws {TypeError} when it is not a port
 */
export function readPort(option: string, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new TypeError(`Cannot use ${option}: '${text}' is not a port from 0 to 65535`);
}

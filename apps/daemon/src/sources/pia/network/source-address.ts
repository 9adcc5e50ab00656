import { createSocket } from 'node:dgram';
import { lackOfResources } from './lack-of-resources.ts';

/**
 * Asks for the local address that the kernel would use for a destination; undefined when it has no
 * route there.
 */
export type SourceAddress = (destination: string) => Promise<string | undefined>;

/**
 * Asks the kernel by connecting a UDP socket, which sends no packet. Unlike `/proc/net/route` the
 * answer respects policy rules and every table, so it is right under wg-quick and gluetun too.
 *
 * Rejects with `PIA_NO_RESOURCES` where it cannot ask.
 */
export const kernelSourceAddress: SourceAddress = (destination) =>
  new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const finish = (address: string | undefined): void => {
      socket.close();
      resolve(address);
    };
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const lack = lackOfResources(`find the route to ${destination}`, error.code);
      if (lack !== undefined) reject(lack);
      finish(undefined);
    });
    socket.once('connect', () => finish(socket.address().address));
    // Port 9 is "discard", but any port would do: nothing is sent.
    socket.connect(9, destination);
  });

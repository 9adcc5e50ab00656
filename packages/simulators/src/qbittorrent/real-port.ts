import { type AddressInfo, createServer } from 'node:net';
import type { OpenPort } from './listener.ts';

/** Opens ports for real on an address, so that others can see and connect to them. */
export function realPort(host: string): OpenPort {
  return (port, opened) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => opened(undefined));
    server.listen({ port, host, exclusive: true }, () => {
      opened((server.address() as AddressInfo).port);
    });
    return () => server.close();
  };
}

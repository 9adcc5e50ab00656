import type { Server } from 'node:net';

/**
 * Closes new connections from an address that already has many open ones, so that one client cannot
 * use up the connections of all others.
 */
export function limitConnections(server: Server, mostFromOneAddress: number): void {
  const open = new Map<string, number>();
  const change = (address: string, by: number) => {
    const count = (open.get(address) ?? 0) + by;
    if (count > 0) open.set(address, count);
    else open.delete(address);
    return count;
  };
  server.on('connection', (socket) => {
    const address = socket.remoteAddress ?? '';
    socket.once('close', () => change(address, -1));
    if (change(address, 1) > mostFromOneAddress) socket.destroy();
  });
}

import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const LOWEST = 10_000;

/**
 * A TCP port of loopback that was free a moment ago. It is below the range from which the kernel gives
 * out ports, so that no other program gets it before the server that it is for.
 */
export async function freePort(): Promise<number> {
  const [end = 32_768] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8')
    .split(/\s+/)
    .map(Number);
  for (;;) {
    const port = randomInt(LOWEST, Math.max(end, LOWEST + 1_000));
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

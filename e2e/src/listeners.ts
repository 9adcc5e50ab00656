import { readFileSync } from 'node:fs';

const LISTEN = '0A';

/**
 * The local IPv4 addresses at which a program listens on a TCP port, in the network namespace of a
 * process, according to the kernel.
 */
export function listeners(pid: number | 'self', port: number): string[] {
  const table = readFileSync(`/proc/${pid}/net/tcp`, 'utf8');
  return table
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [, local = '', , state] = line.trim().split(/\s+/);
      const [address = '', hexPort = ''] = local.split(':');
      if (state !== LISTEN || Number.parseInt(hexPort, 16) !== port) return [];
      // The kernel prints the address as a number in the machine's byte order (little endian).
      const octets = [6, 4, 2, 0].map((at) => Number.parseInt(address.slice(at, at + 2), 16));
      return [octets.join('.')];
    });
}

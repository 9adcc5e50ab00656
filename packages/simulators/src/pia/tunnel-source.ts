import { BlockList, isIP } from 'node:net';

/** Returns whether a request from this address came through the tunnel. */
export type IsTunnelSource = (sourceAddress: string) => boolean;

/**
 * Treats the addresses within the given prefixes as the tunnel.
 *
 * @param prefixes such as `10.0.0.0/8` or `127.0.0.2/32`
 */
export function tunnelSource(prefixes: readonly string[]): IsTunnelSource {
  const inside = new BlockList();
  for (const prefix of prefixes) {
    const [address = '', length = '32'] = prefix.split('/');
    inside.addSubnet(address, Number(length), 'ipv4');
  }
  return (sourceAddress) => {
    // A dual-stack socket shows IPv4 as IPv6.
    const address = sourceAddress.replace(/^::ffff:/i, '');
    return isIP(address) === 4 && inside.check(address, 'ipv4');
  };
}

import { execFileSync } from 'node:child_process';
import type { OnPeer } from '@portkeep/simulators';

/**
 * Gives the keys of simulated servers to real WireGuard devices.
 *
 * @param devices The device of each server, by the server's cn.
 */
export function peersOn(devices: Readonly<Record<string, string>>): OnPeer {
  return ({ type, peer: { server, publicKey, address } }) => {
    const device = devices[server];
    if (device === undefined) return;
    const change = type === 'added' ? ['allowed-ips', `${address}/32`] : ['remove'];
    execFileSync('wg', ['set', device, 'peer', publicKey, ...change]);
  };
}

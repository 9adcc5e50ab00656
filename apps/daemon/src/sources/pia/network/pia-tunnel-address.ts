import { parseIpv4 } from '@portkeep/app-host';

/** PIA numbers everything inside its tunnels (clients, gateways, resolvers) from 10.0.0.0/8. */
export function isPiaTunnelAddress(address: string): boolean {
  const value = parseIpv4(address);
  return value !== undefined && value >>> 24 === 10;
}

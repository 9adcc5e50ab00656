import { readFileSync } from 'node:fs';
import { findKernelRoute, parseKernelRoutes } from '@portkeep/app-host';

/**
 * No host has it (RFC 5737): a route to it is a route to the internet, in halves (OpenVPN) or
 * whole.
 */
const OUTSIDE = '203.0.113.1';

/** The next hop to the internet according to the main routing table. Linux only. */
export function defaultGateway(file = '/proc/net/route'): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
  return findKernelRoute(parseKernelRoutes(text), OUTSIDE)?.gateway ?? undefined;
}

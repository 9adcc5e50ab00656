import { readFileSync } from 'node:fs';
import { findKernelRoute, parseKernelRoutes } from '@portkeep/app-host';

/** Nothing has it (RFC 5737): what leads to it leads to the internet, in halves (OpenVPN) or whole. */
const OUTSIDE = '203.0.113.1';

/** The next hop to the internet by the main routing table. Linux only. */
export function defaultGateway(file = '/proc/net/route'): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'latin1');
  } catch {
    return undefined;
  }
  return findKernelRoute(parseKernelRoutes(text), OUTSIDE)?.gateway ?? undefined;
}

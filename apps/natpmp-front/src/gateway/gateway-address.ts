import { isIPv4 } from 'node:net';
import { type HostAndPort, textKind } from '@portkeep/app-host';
import type { GenericSchema } from 'valibot';

/** RFC 6886, 3.1. */
export const GATEWAY_PORT = 5351;

/** An IPv4 address, with `:port` where the port is not 5351. */
export const gatewayAddress: GenericSchema<string, HostAndPort> = textKind(
  'an IPv4 address, as in 10.2.0.1, or address:port',
  (text) => {
    const [, host = '', digits] = /^([\d.]+)(?::([1-9]\d{0,4}))?$/.exec(text) ?? [];
    const port = digits === undefined ? GATEWAY_PORT : Number(digits);
    return isIPv4(host) && port <= 65_535 ? { host, port } : undefined;
  },
);

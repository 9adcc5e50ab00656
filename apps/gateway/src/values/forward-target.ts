import { portNumber, textKind } from '@portkeep/app-host';
import * as v from 'valibot';
import { type Ipv4, ipv4 } from './ipv4.ts';

/** Where the forwarded port leads. */
export interface ForwardTarget {
  readonly address: Ipv4;
  /** `undefined`: the same port as the forwarded one. */
  readonly port: number | undefined;
}

const IP_AND_PORT = /^([^:]+)(?::(.*))?$/s;

/** `ip` or `ip:port`. */
export const forwardTarget: v.GenericSchema<string, ForwardTarget> = textKind(
  'an IPv4 address, or one with a port from 1 to 65535, as in 10.100.0.10:8080',
  (text) => {
    const [, host, digits] = IP_AND_PORT.exec(text) ?? [];
    const address = v.safeParse(ipv4, host);
    const port = v.safeParse(v.optional(portNumber), digits);
    return address.success && port.success
      ? { address: address.output, port: port.output }
      : undefined;
  },
);

/** The target as in `FORWARD_TO`. */
export function targetText({ address, port }: Pick<ForwardTarget, 'address' | 'port'>): string {
  return port === undefined ? address : `${address}:${port}`;
}

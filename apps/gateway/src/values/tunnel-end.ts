import * as v from 'valibot';
import { type Ipv4, ipv4 } from './ipv4.ts';
import { type WireGuardKey, wireGuardKey } from './wireguard-key.ts';

/** The other end of the tunnel, as PIA's answer to a new key describes it. */
export interface TunnelEnd {
  readonly serverKey: WireGuardKey;
  /** Where its WireGuard listens. */
  readonly endpoint: { readonly address: Ipv4; readonly port: number };
  /** Its address inside the tunnel. */
  readonly gateway: Ipv4;
  /** Our address in the tunnel. */
  readonly address: Ipv4;
  readonly dnsServers: readonly Ipv4[];
}

const port = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535));

/** Reads what will stand in rules and arguments, whatever has read it before. */
export const tunnelEnd: v.GenericSchema<unknown, TunnelEnd> = v.object({
  serverKey: v.pipe(v.string(), wireGuardKey),
  endpoint: v.object({ address: v.pipe(v.string(), ipv4), port }),
  gateway: v.pipe(v.string(), ipv4),
  address: v.pipe(v.string(), ipv4),
  dnsServers: v.array(v.pipe(v.string(), ipv4)),
});

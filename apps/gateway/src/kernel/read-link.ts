import * as v from 'valibot';
import type { LinkAddress } from '../rules/ip-batch.ts';
import { ipv4 } from '../values/ipv4.ts';

/** A network interface. */
export interface LinkState {
  readonly index: number;
  readonly up: boolean;
  readonly mtu: number;
  readonly addresses: readonly LinkAddress[];
}

const link = v.object({
  ifindex: v.number(),
  mtu: v.number(),
  flags: v.array(v.string()),
  addr_info: v.optional(
    v.array(v.object({ family: v.string(), local: v.optional(v.string()), prefixlen: v.number() })),
    [],
  ),
});
const links = v.pipe(v.string(), v.parseJson(), v.tuple([link]));

/** Reads what `ip -j address show dev INTERFACE` prints; `undefined` if it cannot be understood. */
export function readLink(json: string): LinkState | undefined {
  const result = v.safeParse(links, json);
  if (!result.success) return undefined;
  const [{ ifindex: index, mtu, flags, addr_info }] = result.output;
  const addresses = addr_info.flatMap(({ family, local, prefixlen: prefixLength }) => {
    const address = v.safeParse(ipv4, local ?? '');
    return family === 'inet' && address.success ? [{ address: address.output, prefixLength }] : [];
  });
  return { index, up: flags.includes('UP'), mtu, addresses };
}

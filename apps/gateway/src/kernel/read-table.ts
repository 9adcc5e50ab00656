import * as v from 'valibot';
import { mapName } from '../rules/forward-maps.ts';
import { type Ipv4, ipv4 } from '../values/ipv4.ts';

/** One element of a map: the port of a protocol, and where it leads. */
export interface ForwardedPort {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly target: { readonly address: Ipv4; readonly port: number };
}

/** The gateway's table as nft lists it. */
export interface TableState {
  /** The same for two tables that differ in nothing but handles and elements of maps. */
  readonly fingerprint: string;
  readonly forwarded: readonly ForwardedPort[];
  /** Whether it drops what no rule accepts, to, through and from this machine. */
  readonly isClosed: boolean;
}

const HOOKS = ['input', 'forward', 'output'];
const chain = v.object({ hook: v.string(), type: v.literal('filter'), policy: v.literal('drop') });

const element = v.tuple([
  v.number(),
  v.object({ concat: v.tuple([v.pipe(v.string(), ipv4), v.number()]) }),
]);
const map = v.object({ name: v.string(), elem: v.optional(v.array(element), []) });
const listing = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ nftables: v.array(v.record(v.string(), v.record(v.string(), v.unknown()))) }),
);

/** Reads what `nft -j list table` prints; `undefined` if it cannot be understood. */
export function readTable(json: string): TableState | undefined {
  const result = v.safeParse(listing, json);
  if (!result.success) return undefined;
  const parts = result.output.nftables.filter((part) => !('metainfo' in part));
  const forwarded: ForwardedPort[] = [];
  const closed = new Set<string>();
  for (const part of parts) {
    const dropping = v.safeParse(chain, part.chain);
    if (dropping.success) closed.add(dropping.output.hook);
    if (!('map' in part)) continue;
    const read = v.safeParse(map, part.map);
    if (!read.success) return undefined;
    const protocol = (['tcp', 'udp'] as const).find((each) => mapName(each) === read.output.name);
    if (protocol === undefined) continue;
    for (const [port, { concat }] of read.output.elem) {
      const [address, targetPort] = concat;
      forwarded.push({ protocol, port, target: { address, port: targetPort } });
    }
  }
  const fingerprint = JSON.stringify(parts, (key, value: unknown) =>
    key === 'handle' || key === 'elem' ? undefined : value,
  );
  return { fingerprint, forwarded, isClosed: HOOKS.every((hook) => closed.has(hook)) };
}

import * as v from 'valibot';
import { HostAddress } from '../host-address.ts';
import type { DroppedEntry, Region, Server } from './region.ts';

const Flag = v.optional(v.boolean(), false);
const Text = v.pipe(v.string(), v.nonEmpty());

const ServerSchema = v.object({ ip: HostAddress, cn: Text });
const RegionSchema = v.object({
  id: Text,
  name: Text,
  country: v.optional(v.string(), ''),
  dns: v.optional(v.string(), ''),
  port_forward: Flag,
  geo: Flag,
  offline: Flag,
  auto_region: Flag,
  servers: v.optional(v.record(v.string(), v.unknown()), {}),
});
const IdSchema = v.object({ id: Text });

/** The outer shape of every version of the list since v4. */
export const ListSchema: v.GenericSchema<
  unknown,
  { readonly regions: readonly unknown[]; readonly groups?: unknown }
> = v.object({ regions: v.array(v.unknown()), groups: v.optional(v.unknown()) });

/**
 * Reads the regions of a list one by one: what cannot be read is left out and reported, as PIA's
 * own program does, so that one odd entry never costs the whole list.
 */
export function readRegions(entries: readonly unknown[]): {
  readonly regions: readonly Region[];
  readonly dropped: readonly DroppedEntry[];
} {
  const dropped: DroppedEntry[] = [];
  const regions = entries.flatMap((entry): Region[] => {
    const parsed = v.safeParse(RegionSchema, entry);
    if (!parsed.success) {
      const { id } = v.is(IdSchema, entry) ? entry : { id: undefined };
      dropped.push({ id, reason: reasonOf('region', parsed.issues[0]) });
      return [];
    }
    const { port_forward, auto_region, servers, ...same } = parsed.output;
    const groups = Object.entries(servers).map(([group, list]): [string, Server[]] => [
      group,
      readServers(list, group, (reason) => dropped.push({ id: same.id, reason })),
    ]);
    const flags = { portForward: port_forward, autoRegion: auto_region };
    return [{ ...same, ...flags, servers: Object.fromEntries(groups) }];
  });
  return { regions, dropped };
}

function readServers(list: unknown, group: string, drop: (reason: string) => void): Server[] {
  const entries = v.safeParse(v.array(v.unknown()), list);
  if (!entries.success) {
    drop(reasonOf(`servers ${group}`, entries.issues[0]));
    return [];
  }
  return entries.output.flatMap((entry, index): Server[] => {
    const server = v.safeParse(ServerSchema, entry);
    if (server.success) return [{ hostname: server.output.cn, address: server.output.ip }];
    drop(reasonOf(`server ${group}[${index}]`, server.issues[0]));
    return [];
  });
}

/** Names the place, not the value: it may be of any length. */
function reasonOf(label: string, issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${label}${path === null ? '' : `.${path}`}: not a valid ${issue.type}`;
}

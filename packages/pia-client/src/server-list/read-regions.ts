import * as v from 'valibot';
import type { DroppedEntry, Region, Server } from './region.ts';

const Flag = v.optional(v.boolean(), false);
const Text = v.pipe(v.string(), v.nonEmpty());

const ServerSchema = v.object({ ip: v.pipe(v.string(), v.ipv4()), cn: Text });
const RegionSchema = v.object({
  id: Text,
  name: Text,
  country: v.optional(v.string(), ''),
  dns: v.optional(v.string(), ''),
  port_forward: Flag,
  geo: Flag,
  offline: Flag,
  auto_region: Flag,
  servers: v.optional(v.record(v.string(), v.array(v.unknown())), {}),
});
const IdSchema = v.object({ id: Text });

/** The outer shape of every version of the list since v4. */
export const RegionsSchema: v.GenericSchema<unknown, { readonly regions: readonly unknown[] }> =
  v.object({ regions: v.array(v.unknown()) });

/**
 * Reads the regions of a list one by one: what cannot be read is left out and reported, as PIA's
 * own program does, so that one odd entry never costs the whole list.
 */
export function readRegions(entries: readonly unknown[]): {
  readonly regions: readonly Region[];
  readonly dropped: readonly DroppedEntry[];
} {
  const regions: Region[] = [];
  const dropped: DroppedEntry[] = [];
  for (const entry of entries) {
    const parsed = v.safeParse(RegionSchema, entry);
    if (!parsed.success) {
      const { id } = v.is(IdSchema, entry) ? entry : { id: undefined };
      dropped.push({ id, reason: reasonOf('region', parsed.issues[0]) });
      continue;
    }
    const { port_forward, auto_region, servers, ...same } = parsed.output;
    regions.push({
      ...same,
      portForward: port_forward,
      autoRegion: auto_region,
      servers: Object.fromEntries(
        Object.entries(servers).map(([group, list]) => [
          group,
          list.flatMap((server, index) => {
            const result = readServer(server, `server ${group}[${index}]`);
            if (typeof result !== 'string') return [result];
            dropped.push({ id: same.id, reason: result });
            return [];
          }),
        ]),
      ),
    });
  }
  return { regions, dropped };
}

function readServer(entry: unknown, label: string): Server | string {
  const parsed = v.safeParse(ServerSchema, entry);
  if (!parsed.success) return reasonOf(label, parsed.issues[0]);
  return { hostname: parsed.output.cn, address: parsed.output.ip };
}

function reasonOf(label: string, issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue);
  return `${label}${path === null ? '' : `.${path}`}: ${issue.message}`;
}

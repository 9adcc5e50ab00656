import * as v from 'valibot';
import type { InterfaceName } from '../values/interface-name.ts';
import { type Ipv4, ipv4 } from '../values/ipv4.ts';

/** The routes into the tunnel. */
export interface TunnelRoutes {
  /** Whether the default route leads into it. */
  readonly isDefault: boolean;
  /** Hosts with a route of their own. */
  readonly hosts: readonly Ipv4[];
  /** Other interfaces with a default route. */
  readonly otherDefaults: readonly string[];
}

const routes = v.pipe(
  v.string(),
  v.parseJson(),
  v.array(
    v.object({
      dst: v.string(),
      dev: v.optional(v.string()),
      metric: v.optional(v.number()),
    }),
  ),
);

/** Reads what `ip -j -4 route show` prints; `undefined` if it cannot be understood. */
export function readRoutes(json: string, tunnel: InterfaceName): TunnelRoutes | undefined {
  const result = v.safeParse(routes, json);
  if (!result.success) return undefined;
  const own = result.output.filter(({ dev }) => dev === tunnel);
  const defaults = result.output.filter(({ dst }) => dst === 'default');
  return {
    otherDefaults: defaults.flatMap(({ dev = '' }) => (dev === tunnel ? [] : [dev])),
    // Ours has no metric, so no other default route comes before it.
    isDefault: own.some(({ dst, metric = 0 }) => dst === 'default' && metric === 0),
    hosts: own.flatMap(({ dst }) => {
      const host = v.safeParse(ipv4, dst);
      return host.success ? [host.output] : [];
    }),
  };
}

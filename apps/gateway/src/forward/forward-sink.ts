import type { KeptPort, PortSink } from '@portkeep/port-lease';
import type { Forwarding } from '../kernel/forwarding.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Forward } from '../rules/forward-maps.ts';

const EVERY_MS = 30_000;

/** The name of the sink in the log, in `/status` and in the metrics. */
export const FORWARD_SINK = 'forward';

/** Leads the forwarded port to its target: elements of the maps in the gateway's table. */
export function forwardSink(
  forwarding: Pick<Forwarding, 'set' | 'rule'>,
  kernel: Pick<Kernel, 'readForwarded'>,
): PortSink<KeptPort> {
  return {
    name: FORWARD_SINK,
    reconcileEveryMs: EVERY_MS,
    same: (a, b) => a.port === b.port,
    publish: ({ port }, { signal }) => forwarding.set(port, signal),
    withdraw: ({ signal }) => forwarding.set(undefined, signal),
    async reconcile({ port }, { signal }) {
      const found = await kernel.readForwarded(signal);
      if (sameElements(found, elements(forwarding.rule(port)))) return 'in-sync';
      await forwarding.set(port, signal);
      return 'repaired';
    },
  };
}

type Elements = Awaited<ReturnType<Kernel['readForwarded']>>;

function elements(rule: Forward | undefined): Elements {
  if (rule === undefined) return [];
  const { port, protocol, target } = rule;
  const protocols = protocol === 'both' ? (['tcp', 'udp'] as const) : [protocol];
  return protocols.map((each) => ({ protocol: each, port, target }));
}

function sameElements(a: Elements, b: Elements): boolean {
  const text = (list: Elements) =>
    list
      .map(({ protocol, port, target }) => `${protocol} ${port} ${target.address}:${target.port}`)
      .sort()
      .join();
  return text(a) === text(b);
}

import type { Ipv4 } from '../values/ipv4.ts';
import { type Forward, forwardMaps, mapName, TABLE } from './forward-maps.ts';
import type { Surroundings } from './surroundings.ts';
import { type Chain, quoted, tableText } from './table-text.ts';

/** Headers of IPv4 and TCP. */
const HEADER_BYTES = 40;
const DNS = 'meta l4proto { tcp, udp } th dport 53';
const REFUSE = 'reject with icmpx admin-prohibited';

/** What passes while there is a tunnel. */
export interface Opening {
  /** The name server that gets the queries of the hosts; without one they are rejected. */
  readonly dns: Ipv4 | undefined;
  readonly forward: Forward | undefined;
}

/** The gateway's table without a tunnel: the hosts and the gateway itself reach nothing outside. */
export function closedTable(surroundings: Surroundings): string {
  const lan = lanRules(surroundings);
  return tableText({
    name: TABLE,
    // Empty, so that a change of the forwarded port finds them at any time.
    blocks: forwardMaps(undefined),
    chains: [
      filter('input', lan.input),
      {
        name: 'prerouting',
        base: 'type filter hook prerouting priority filter; policy accept;',
        // Before the kernel sees that no route leads there: its own refusals are few and far between.
        rules: [`iifname ${lan.name} ip daddr != ${lan.network} ${REFUSE}`],
      },
      filter('forward', [lan.refuseFrom]),
      filter('output', lan.output),
    ],
  });
}

/** The gateway's table with a tunnel: only the tunnel leads out. */
export function openTable(surroundings: Surroundings, { dns, forward }: Opening): string {
  const lan = lanRules(surroundings);
  const tunnel = quoted(surroundings.tunnel);
  const segment = `tcp flags & (syn | rst) == syn tcp option maxseg size set ${surroundings.mtu - HEADER_BYTES}`;
  return tableText({
    name: TABLE,
    blocks: forwardMaps(forward),
    chains: [
      filter('input', [`iifname ${tunnel} ct state established,related accept`, ...lan.input]),
      filter('forward', [
        'ct state invalid drop',
        // In both directions: the hosts' own packets may be larger than what the tunnel carries.
        `oifname ${tunnel} ${segment}`,
        `iifname ${tunnel} ${segment}`,
        `iifname ${lan.name} oifname ${tunnel} ip saddr ${lan.network} accept`,
        `iifname ${tunnel} oifname ${lan.name} ct state established,related accept`,
        `iifname ${tunnel} oifname ${lan.name} ct status dnat accept`,
        lan.refuseFrom,
      ]),
      filter('output', [`oifname ${tunnel} accept`, ...lan.output]),
      nat('prerouting', 'dstnat', [
        dns === undefined ? undefined : `iifname ${lan.name} ${DNS} dnat ip to ${dns}`,
        ...(['tcp', 'udp'] as const).map(
          (protocol) => `iifname ${tunnel} dnat ip to ${protocol} dport map @${mapName(protocol)}`,
        ),
      ]),
      nat('postrouting', 'srcnat', [`oifname ${tunnel} ip saddr ${lan.network} masquerade`]),
    ],
  });
}

function lanRules({ lan, proxy, statusPort }: Surroundings) {
  const name = quoted(lan.interface);
  const network = `${lan.network}/${lan.prefixLength}`;
  // The proxy runs on the host.
  const host = proxy?.address ?? network;
  return {
    name,
    network,
    input: [
      'iifname "lo" accept',
      `iifname ${name} ct state established,related accept`,
      `iifname ${name} ip saddr ${network} icmp type echo-request accept`,
      statusPort === undefined
        ? undefined
        : `iifname ${name} ip saddr ${host} tcp dport ${statusPort} accept`,
      // Without a tunnel, a query fails at once instead of waiting for an answer.
      `iifname ${name} ${DNS} ${REFUSE}`,
    ],
    output: [
      'oifname "lo" accept',
      `oifname ${name} ct direction reply ct state established,related accept`,
      proxy && `oifname ${name} ip daddr ${proxy.address} tcp dport ${proxy.port} accept`,
      // The hook asks the services on their hosts.
      `oifname ${name} ip daddr ${network} accept`,
    ],
    refuseFrom: `iifname ${name} ${REFUSE}`,
  };
}

function filter(hook: string, rules: Chain['rules']): Chain {
  return { name: hook, base: `type filter hook ${hook} priority filter; policy drop;`, rules };
}

function nat(hook: string, priority: string, rules: Chain['rules']): Chain {
  return { name: hook, base: `type nat hook ${hook} priority ${priority}; policy accept;`, rules };
}

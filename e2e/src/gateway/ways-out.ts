import { runProgram } from '../run-program.ts';
import { inNamespace, nft } from './network.ts';
import { INTERNET, PEER_PORT } from './plan.ts';
import type { Host } from './start-host.ts';

/** What a host gets from the internet: whom the peer sees, or nothing. */
export interface WaysOut {
  readonly tcp: string | undefined;
  readonly udp: string | undefined;
  readonly icmp: boolean;
  readonly dns: string | undefined;
}

/** A host that gets nothing from the internet. */
export const NO_WAY_OUT: WaysOut = { tcp: undefined, udp: undefined, icmp: false, dns: undefined };

/** Has a host of this namespace try every way to the internet. */
export async function tryWaysOut(host: Host, namespace: string): Promise<WaysOut> {
  const [tcp, udp, icmp, resolution] = await Promise.all([
    host.tcp(INTERNET.peer, PEER_PORT),
    host.udp(INTERNET.peer, PEER_PORT),
    ping(namespace, INTERNET.peer),
    host.resolve(INTERNET.openResolver, 'udp'),
  ]);
  return { tcp, udp, icmp, dns: resolution.address };
}

/** Whether an address answers to a ping. */
export async function ping(namespace: string, address: string): Promise<boolean> {
  const words = ['ip', 'netns', 'exec', namespace, 'ping', '-q', '-c', '1', '-W', '1', address];
  return await runProgram(words).then(
    () => true,
    () => false,
  );
}

/** Records who pings a namespace; returns a function that reads their addresses. */
export function notePings(namespace: string): () => readonly string[] {
  nft(
    namespace,
    `table ip pings {
  set pingers { type ipv4_addr; size 64; flags dynamic; }
  chain arrivals {
    type filter hook input priority 0; policy accept;
    icmp type echo-request add @pingers { ip saddr }
  }
}
`,
  );
  return () => {
    const json = inNamespace(namespace, ['nft', '-j', 'list', 'set', 'ip', 'pings', 'pingers']);
    const { nftables }: { nftables: { set?: { elem?: string[] } }[] } = JSON.parse(json);
    return nftables.find(({ set }) => set !== undefined)?.set?.elem ?? [];
  };
}

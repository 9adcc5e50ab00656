import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait-until.ts';

/** A port of the router that leads inside. */
export interface Forward {
  readonly protocol: 'tcp' | 'udp';
  readonly externalPort: number;
  /** `address:port` */
  readonly to: string;
}

const TABLE = 'miniupnpd';

/** What Debian's own script sets up, in one table: only miniupnpd's rules let packets in. */
const RULES = `
table inet ${TABLE} {
  chain forward {
    type filter hook forward priority 0; policy drop;
    ct state established,related accept
    iifname "lan" accept
    jump let_in
  }
  chain prerouting { type nat hook prerouting priority -100; jump forwards; }
  chain postrouting { type nat hook postrouting priority 100; jump back; }
  chain let_in { }
  chain forwards { }
  chain back { }
}
`;

const CONFIGURATION = `
ext_ifname=wan
listening_ip=lan
enable_natpmp=yes
enable_upnp=no
secure_mode=yes
system_uptime=no
min_lifetime=1
max_lifetime=3600
upnp_table_name=${TABLE}
upnp_nat_table_name=${TABLE}
upnp_forward_chain=let_in
upnp_nat_chain=forwards
upnp_nat_postrouting_chain=back
uuid=6f1d5d3c-5f0e-4b52-9c6e-3f0a3d1e7b11
allow 1024-65535 0.0.0.0/0 1024-65535
deny 0-65535 0.0.0.0/0 0-65535
`;

/** Debian's miniupnpd as the NAT-PMP gateway of a router's namespace. */
export class Miniupnpd {
  readonly #namespace: string;
  readonly #folder = temporaryFolder();
  #child: Child | undefined;

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  /** Starts it on a router that has just booted: without any forward. */
  async start(): Promise<void> {
    const file = join(this.#folder, 'miniupnpd.conf');
    writeFileSync(file, CONFIGURATION);
    this.#nft(['-f', '-'], `table inet ${TABLE}\ndelete table inet ${TABLE}\n${RULES}`);
    // In the foreground; otherwise it could not be ended with the test.
    const words = ['miniupnpd', '-d', '-f', file, '-P', join(this.#folder, 'pid')];
    const child = startChild(['ip', 'netns', 'exec', this.#namespace, ...words]);
    this.#child = child;
    await waitUntil('miniupnpd listens', () => {
      if (child.process.exitCode !== null) throw new Error(child.output);
      return child.output.includes('Listening for NAT-PMP');
    });
  }

  async stop(): Promise<void> {
    this.#child?.kill('SIGTERM');
    await this.#child?.exited;
  }

  /** The forwards in the kernel's table. */
  forwards(): readonly Forward[] {
    const { nftables } = JSON.parse(
      this.#nft(['-j', 'list', 'chain', 'inet', TABLE, 'forwards']),
    ) as { readonly nftables: readonly { readonly rule?: Rule }[] };
    return nftables.flatMap(({ rule }) => (rule === undefined ? [] : readRule(rule)));
  }

  #nft(words: readonly string[], input = ''): string {
    const all = ['netns', 'exec', this.#namespace, 'nft', ...words];
    return execFileSync('ip', all, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
  }
}

/** The parts of nft's JSON that the tests need. */
interface Rule {
  readonly expr: readonly {
    readonly match?: { readonly left: unknown; readonly right: unknown };
    readonly dnat?: { readonly addr: string; readonly port: number };
  }[];
}

/** The protocol as its name, or as its number where nft does not recognize the header field. */
const PROTOCOLS = new Map<unknown, Forward['protocol']>([
  ['tcp', 'tcp'],
  ['udp', 'udp'],
  [6, 'tcp'],
  [17, 'udp'],
]);

function readRule({ expr }: Rule): Forward | [] {
  const matches = expr.flatMap(({ match }) => match ?? []);
  const dnat = expr.flatMap((each) => each.dnat ?? [])[0];
  const port = matches.find(({ left }) => JSON.stringify(left).includes('"dport"'))?.right;
  const protocol = matches.flatMap(({ right }) => PROTOCOLS.get(right) ?? [])[0];
  if (dnat === undefined || protocol === undefined) return [];
  return { protocol, externalPort: Number(port), to: `${dnat.addr}:${dnat.port}` };
}

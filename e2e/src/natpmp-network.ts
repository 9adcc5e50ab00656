import { execFileSync } from 'node:child_process';
import { cleanUp } from './clean-up.ts';

export const INSIDE = { host: '10.2.0.2', neighbour: '10.2.0.3', router: '10.2.0.1' };
// miniupnpd forwards nothing on a router whose address is private or reserved, for examples too.
// Nothing leaves these namespaces.
export const OUTSIDE = { router: '203.0.114.1', peer: '203.0.114.2' };

let networks = 0;

/**
 * A router between two network namespaces: a host inside, with an address for a neighbour, and a
 * peer outside. From outside, only what the router forwards gets in.
 */
export class NatPmpNetwork {
  readonly inside: string;
  readonly router: string;
  readonly outside: string;

  constructor() {
    networks += 1;
    const name = `pk${process.pid}n${networks}`;
    this.inside = `${name}i`;
    this.router = `${name}r`;
    this.outside = `${name}o`;
    const { inside, router, outside } = this;
    for (const namespace of [inside, router, outside]) {
      ip('netns', 'add', namespace);
      cleanUp(() => ip('netns', 'delete', namespace));
      ip('-n', namespace, 'link', 'set', 'lo', 'up');
    }
    this.#join('lan', INSIDE.router, inside, [INSIDE.host, INSIDE.neighbour]);
    this.#join('wan', OUTSIDE.router, outside, [OUTSIDE.peer]);
    ip('-n', inside, 'route', 'add', 'default', 'via', INSIDE.router);
    ip('netns', 'exec', router, 'sh', '-c', 'echo 1 >/proc/sys/net/ipv4/ip_forward');
  }

  /** What starts a program on the host inside. */
  get wrapper(): readonly string[] {
    return ['ip', 'netns', 'exec', this.inside];
  }

  /** Makes the router drop a share of the NAT-PMP packets, each way. */
  losePackets(percent: number): void {
    const lost = `numgen random mod 100 < ${percent} drop`;
    const chain = (hook: string, port: string) =>
      `chain ${hook} { type filter hook ${hook} priority 0; udp ${port} 5351 ${lost}; };`;
    const input = `table inet loss { ${chain('input', 'dport')} ${chain('output', 'sport')} }`;
    execFileSync('ip', ['netns', 'exec', this.router, 'nft', '-f', '-'], { input });
  }

  #join(device: string, address: string, namespace: string, addresses: readonly string[]): void {
    const { router } = this;
    ip(
      ...['-n', router, 'link', 'add', device, 'type', 'veth', 'peer', 'eth0', 'netns', namespace],
    );
    ip('-n', router, 'address', 'add', `${address}/24`, 'dev', device);
    ip('-n', router, 'link', 'set', device, 'up');
    for (const each of addresses) {
      ip('-n', namespace, 'address', 'add', `${each}/24`, 'dev', 'eth0');
    }
    ip('-n', namespace, 'link', 'set', 'eth0', 'up');
  }
}

function ip(...words: readonly string[]): void {
  execFileSync('ip', words, { stdio: ['ignore', 'pipe', 'pipe'] });
}

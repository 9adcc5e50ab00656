import { execFileSync } from 'node:child_process';
import { cleanUp } from '../../../e2e/src/clean-up.ts';

/** Longer than any answer on a bridge takes. */
const SECONDS = 2;

/** A host with a bridge, and the gateway and a service on it, in network namespaces of their own. */
export class BridgeBed {
  readonly host = `pk${process.pid}b`;
  readonly gateway = `${this.host}g`;
  readonly service = `${this.host}s`;

  constructor() {
    for (const namespace of [this.host, this.gateway, this.service]) {
      ip('netns', 'add', namespace);
      cleanUp(() => ip('netns', 'delete', namespace));
    }
    this.in(this.host, 'ip', 'link', 'add', 'br-vpn', 'type', 'bridge');
    this.in(this.host, 'ip', 'address', 'add', '10.100.0.1/24', 'dev', 'br-vpn');
    this.in(this.host, 'ip', 'link', 'set', 'br-vpn', 'up');
    this.#plug('vb-pia-vpn', this.gateway, '10.100.0.2/24');
    this.#plug('vb-svc', this.service, '10.100.0.10/24');
  }

  in(namespace: string, ...words: readonly string[]): string {
    return ip('netns', 'exec', namespace, ...words);
  }

  applyOnHost(rules: string): void {
    const words = ['netns', 'exec', this.host, 'nft', '-f', '-'];
    execFileSync('ip', words, { input: rules, stdio: ['pipe', 'pipe', 'pipe'] });
  }

  /** Whether a connection to a port of the host arrives there: without a listener, a reset returns. */
  reaches(namespace: string, port: number): boolean {
    const connect = `timeout ${SECONDS} bash -c 'exec 3<>/dev/tcp/10.100.0.1/${port}' 2>&1`;
    return this.in(namespace, 'bash', '-c', `${connect}; true`).includes('Connection refused');
  }

  /** The service takes the address of the gateway, whose own end is gone. */
  takeGatewaysAddress(): void {
    this.in(this.gateway, 'ip', 'link', 'set', 'eth0', 'down');
    this.in(this.service, 'ip', 'address', 'flush', 'dev', 'eth0');
    this.in(this.service, 'ip', 'address', 'add', '10.100.0.2/24', 'dev', 'eth0');
    // The host may still know where the gateway was.
    this.in(this.host, 'ip', 'neighbour', 'flush', 'dev', 'br-vpn');
  }

  /** The gateway is back, beside the service with its address. */
  returnGateway(): void {
    this.in(this.gateway, 'ip', 'link', 'set', 'eth0', 'up');
    this.in(this.host, 'ip', 'neighbour', 'flush', 'dev', 'br-vpn');
  }

  #plug(port: string, namespace: string, cidr: string): void {
    const peer = ['peer', 'name', 'eth0', 'netns', namespace];
    this.in(this.host, 'ip', 'link', 'add', port, 'type', 'veth', ...peer);
    this.in(this.host, 'ip', 'link', 'set', port, 'master', 'br-vpn', 'up');
    this.in(namespace, 'ip', 'address', 'add', cidr, 'dev', 'eth0');
    this.in(namespace, 'ip', 'link', 'set', 'eth0', 'up');
  }
}

function ip(...words: readonly string[]): string {
  return execFileSync('ip', words, { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
}

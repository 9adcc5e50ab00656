import { execFileSync } from 'node:child_process';
import { cleanUp } from './clean-up.ts';
import { INSIDE } from './natpmp-network.ts';

const POD = '10.244.0.2';
const BRIDGE = '10.244.0.1';

/** A pod's network namespace on the host of a `NatPmpNetwork`, as a node would make it. */
export class KubernetesNode {
  readonly hostIp: string = INSIDE.host;
  readonly podIp: string = POD;
  readonly pod: string;
  readonly #namespace: string;

  constructor(namespace: string) {
    this.#namespace = namespace;
    this.pod = `${namespace}p`;
    ip('netns', 'add', this.pod);
    cleanUp(() => ip('netns', 'delete', this.pod));
    const node = ['-n', namespace];
    ip(...node, 'link', 'add', 'pod', 'type', 'veth', 'peer', 'eth0', 'netns', this.pod);
    ip(...node, 'address', 'add', `${BRIDGE}/24`, 'dev', 'pod');
    ip(...node, 'link', 'set', 'pod', 'up');
    ip('-n', this.pod, 'link', 'set', 'lo', 'up');
    ip('-n', this.pod, 'address', 'add', `${POD}/24`, 'dev', 'eth0');
    ip('-n', this.pod, 'link', 'set', 'eth0', 'up');
    ip('-n', this.pod, 'route', 'add', 'default', 'via', BRIDGE);
    ip('netns', 'exec', namespace, 'sh', '-c', 'echo 1 >/proc/sys/net/ipv4/ip_forward');
  }

  /** What starts a program in the network of the node, or of the pod. */
  wrapper(hostNetwork: boolean): readonly string[] {
    return ['ip', 'netns', 'exec', hostNetwork ? this.#namespace : this.pod];
  }

  /** A `hostPort`: what arrives at a port of the node goes to a port of the pod. */
  openHostPort(protocol: 'tcp' | 'udp', hostPort: number, containerPort: number): void {
    const rule = `${protocol} dport ${hostPort} dnat ip to ${POD}:${containerPort}`;
    const input = `table ip host_port { chain prerouting {
      type nat hook prerouting priority -100; ip daddr ${INSIDE.host} ${rule}; }; }`;
    const words = ['netns', 'exec', this.#namespace, 'nft', '-f', '-'];
    execFileSync('ip', words, { input, stdio: ['pipe', 'pipe', 'pipe'] });
  }
}

function ip(...words: readonly string[]): void {
  execFileSync('ip', words, { stdio: ['ignore', 'pipe', 'pipe'] });
}

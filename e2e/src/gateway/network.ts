import { execFileSync } from 'node:child_process';
import { cleanUp } from '../clean-up.ts';
import { ip } from '../vpn.ts';

/** One end of a virtual cable. */
export interface CableEnd {
  readonly namespace: string;
  readonly name: string;
  /** With prefix length. */
  readonly address?: string;
  /** The bridge that it is a port of. */
  readonly bridge?: string;
}

/** Makes a network namespace that is gone after the tests of the file. */
export function addNamespace(name: string): string {
  ip('netns', 'add', name);
  cleanUp(() => ip('netns', 'delete', name));
  ip('-n', name, 'link', 'set', 'lo', 'up');
  // Neighbour discovery is no leak, but it would be counted as one.
  inNamespace(name, ['sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1']);
  return name;
}

/** Connects two namespaces. */
export function cable(a: CableEnd, b: CableEnd): void {
  const far = ['peer', 'name', b.name, 'netns', b.namespace];
  ip('-n', a.namespace, 'link', 'add', a.name, 'type', 'veth', ...far);
  for (const { namespace, name, address, bridge } of [a, b]) {
    if (address !== undefined) ip('-n', namespace, 'address', 'add', address, 'dev', name);
    if (bridge !== undefined) ip('-n', namespace, 'link', 'set', name, 'master', bridge);
    ip('-n', namespace, 'link', 'set', name, 'up');
  }
}

/** Makes a bridge with an address. */
export function addBridge(namespace: string, name: string, address: string): void {
  ip('-n', namespace, 'link', 'add', name, 'type', 'bridge');
  ip('-n', namespace, 'address', 'add', address, 'dev', name);
  ip('-n', namespace, 'link', 'set', name, 'up');
}

/** Runs a program in a namespace and returns what it prints. */
export function inNamespace(namespace: string, words: readonly string[], input = ''): string {
  return execFileSync('ip', ['netns', 'exec', namespace, ...words], {
    ...{ input, encoding: 'utf8', stdio: 'pipe' },
  });
}

/** Applies rules in a namespace. */
export function nft(namespace: string, rules: string): void {
  inNamespace(namespace, ['nft', '-f', '-'], rules);
}

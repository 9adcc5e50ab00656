import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Child, startChild } from '../../../e2e/src/child.ts';
import { cleanUp } from '../../../e2e/src/clean-up.ts';
import { temporaryFolder } from '../../../e2e/src/temporary-folder.ts';
import { waitUntil } from '../../../e2e/src/wait-until.ts';
import { programRunner, type RunProgram } from '../src/kernel/run-program.ts';
import { interfaceName } from '../src/values/interface-name.ts';
import { type TunnelEnd, tunnelEnd } from '../src/values/tunnel-end.ts';

const SERVER = { address: '198.18.0.1', port: 1_337, vip: '10.7.128.1', dns: '10.0.0.243' };

/** A key pair of WireGuard. */
export interface KeyPair {
  readonly secret: string;
  readonly public: string;
}

/**
 * A gateway and a service in network namespaces of their own, the gateway's WireGuard interface made
 * in the host's, and a WireGuard server there is a way to from the host only.
 */
export class TunnelBed {
  readonly tunnel = v.parse(interfaceName, `pk${process.pid}w`);
  readonly #server = `pk${process.pid}v`;
  readonly #serverKey = keyPair();
  #go: Child | undefined;

  static async create(): Promise<TunnelBed> {
    const bed = new TunnelBed();
    const { host, pia, gateway, service } = bed.namespaces;
    for (const namespace of [host, pia, gateway, service]) {
      ip('netns', 'add', namespace);
      cleanUp(() => ip('netns', 'delete', namespace));
      ip('-n', namespace, 'link', 'set', 'lo', 'up');
    }
    cable(host, 'under', '198.18.0.2/30', pia, 'under', `${SERVER.address}/30`);
    cable(gateway, 'eth0', '10.100.0.2/24', service, 'eth0', '10.100.0.10/24');
    ip('-n', service, 'route', 'add', 'default', 'via', '10.100.0.2');
    run('ip', ['netns', 'exec', gateway, 'sysctl', '-qw', 'net.ipv4.ip_forward=1']);
    await startWireguard(pia, bed.#server);
    for (const address of [SERVER.vip, SERVER.dns]) {
      ip('-n', pia, 'address', 'add', `${address}/32`, 'dev', 'lo');
    }
    bed.#wgServer(['listen-port', String(SERVER.port), 'private-key', keyFile(bed.#serverKey)]);
    ip('-n', pia, 'link', 'set', bed.#server, 'up');
    ip('-n', pia, 'route', 'add', '10.7.0.0/16', 'dev', bed.#server);
    return bed;
  }

  get namespaces() {
    const [host, pia, gateway, service] = ['h', 'p', 'g', 's'].map(
      (part) => `pk${process.pid}${part}`,
    );
    if (!host || !pia || !gateway || !service) throw new Error('There are four namespaces');
    return { host, pia, gateway, service };
  }

  /**
   * Runs programs in the gateway's namespace.
   *
   * @param wrapper What starts them, with its arguments.
   */
  runner(wrapper: readonly string[] = []): RunProgram {
    const here = programRunner();
    const enter = ['netns', 'exec', this.namespaces.gateway, ...wrapper];
    return (program, words, options) => here('ip', [...enter, program, ...words], options);
  }

  /** Makes the WireGuard interface in the host's namespace, and moves it to the gateway's. */
  async addInterface(): Promise<void> {
    const { host, gateway } = this.namespaces;
    this.#go = await startWireguard(host, this.tunnel);
    ip('-n', host, 'link', 'set', this.tunnel, 'netns', gateway);
  }

  async removeInterface(): Promise<void> {
    this.#go?.kill('SIGTERM');
    await this.#go?.exited;
  }

  /** Registers a key at the server. */
  register(key: KeyPair, address: string): TunnelEnd {
    this.#wgServer(['peer', key.public, 'allowed-ips', `${address}/32`]);
    return v.parse(tunnelEnd, {
      serverKey: this.#serverKey.public,
      endpoint: { address: SERVER.address, port: SERVER.port },
      gateway: SERVER.vip,
      address,
      dnsServers: [SERVER.dns],
    });
  }

  /** What a shell prints in a namespace, or `undefined` when it fails. */
  shell(namespace: string, script: string): string | undefined {
    try {
      return run('ip', ['netns', 'exec', namespace, 'bash', '-c', script]);
    } catch {
      return undefined;
    }
  }

  #wgServer(words: readonly string[]): void {
    run('ip', ['netns', 'exec', this.namespaces.pia, 'wg', 'set', this.#server, ...words]);
  }
}

export function keyPair(): KeyPair {
  const secret = run('wg', ['genkey']).trim();
  return { secret, public: run('wg', ['pubkey'], secret).trim() };
}

function keyFile({ secret }: KeyPair): string {
  const file = join(temporaryFolder(), 'key');
  writeFileSync(file, secret, { mode: 0o600 });
  return file;
}

function cable(a: string, aName: string, aCidr: string, b: string, bName: string, bCidr: string) {
  ip('-n', a, 'link', 'add', aName, 'type', 'veth', 'peer', 'name', bName, 'netns', b);
  for (const [namespace, name, cidr] of [
    [a, aName, aCidr],
    [b, bName, bCidr],
  ] as const) {
    ip('-n', namespace, 'address', 'add', cidr, 'dev', name);
    ip('-n', namespace, 'link', 'set', name, 'up');
  }
}

async function startWireguard(namespace: string, device: string): Promise<Child> {
  const words = ['ip', 'netns', 'exec', namespace, 'wireguard-go', '--foreground', device];
  const child = startChild(words, { env: { PATH: process.env.PATH, LOG_LEVEL: 'error' } });
  // Left behind when it is ended by force.
  cleanUp(() => rmSync(`/var/run/wireguard/${device}.sock`, { force: true }));
  await waitUntil(`${device} is there`, () => {
    run('ip', ['netns', 'exec', namespace, 'wg', 'show', device]);
    return true;
  });
  return child;
}

function ip(...words: readonly string[]): string {
  return run('ip', words);
}

function run(program: string, words: readonly string[], input = ''): string {
  return execFileSync(program, words, { input, encoding: 'utf8', stdio: 'pipe' });
}

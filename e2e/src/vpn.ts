import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { cleanUp } from './clean-up.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { waitUntil } from './wait-until.ts';

/** What the customer's device gets when it connects. */
export interface TunnelPlan {
  /** With prefix length, such as `10.9.155.222/32`. */
  readonly address: string;
  readonly gateway: string;
  /** OpenVPN names the gateway in its routes, WireGuard does not. */
  readonly routes: 'openvpn' | 'wireguard';
}

const UNDERLAY = { customer: '198.18.0.2', server: '198.18.0.1' };
const WIREGUARD_PORT = 1337;

/**
 * A VPN between two network namespaces: wireguard-go on both sides of a veth pair. Nothing leaves
 * them. On the customer's side the tunnel comes and goes; the server's side stays.
 */
export class Vpn {
  readonly customerNamespace: string;
  readonly serverNamespace: string;
  readonly device: string;
  /** Where the server's side is reached without the tunnel. */
  readonly serverAddress: string = UNDERLAY.server;
  readonly #customerKey = wireguardKey();
  readonly #serverKey = wireguardKey();
  readonly #serverDevice: string;
  #tunnel: Child | undefined;

  private constructor(name: string) {
    this.customerNamespace = `${name}c`;
    this.serverNamespace = `${name}s`;
    this.device = `${name}t`;
    this.#serverDevice = `${name}g`;
  }

  /** @param gateways the addresses of all gateways there will be. */
  static async create(gateways: readonly string[]): Promise<Vpn> {
    // The names have to be unique on the machine: wireguard-go's sockets ignore namespaces.
    const vpn = new Vpn(`pk${process.pid}`);
    const { customerNamespace: customer, serverNamespace: server } = vpn;
    for (const namespace of [customer, server]) {
      ip('netns', 'add', namespace);
      cleanUp(() => ip('netns', 'delete', namespace));
      ip('-n', namespace, 'link', 'set', 'lo', 'up');
    }
    ip('-n', customer, 'link', 'add', 'under', 'type', 'veth', 'peer', 'under', 'netns', server);
    for (const [namespace, address] of [
      [customer, UNDERLAY.customer],
      [server, UNDERLAY.server],
    ] as const) {
      ip('-n', namespace, 'address', 'add', `${address}/30`, 'dev', 'under');
      ip('-n', namespace, 'link', 'set', 'under', 'up');
    }
    for (const gateway of gateways)
      ip('-n', server, 'address', 'add', `${gateway}/32`, 'dev', 'lo');
    await vpn.#openServer();
    return vpn;
  }

  /** What starts a program on the customer's side. */
  get wrapper(): readonly string[] {
    return ['ip', 'netns', 'exec', this.customerNamespace];
  }

  /** Connects; resolves when the device is there and has its address and routes. */
  async connect({ address, gateway, routes }: TunnelPlan): Promise<void> {
    const { customerNamespace: namespace, device } = this;
    this.#tunnel = await startWireguard(namespace, device);
    wg(namespace, device, this.#customerKey.file, [
      ...['peer', this.#serverKey.public, 'allowed-ips', '0.0.0.0/0'],
      ...['endpoint', `${UNDERLAY.server}:${WIREGUARD_PORT}`],
    ]);
    ip('-n', namespace, 'address', 'add', address, 'dev', device);
    ip('-n', namespace, 'link', 'set', device, 'up');
    const next = routes === 'openvpn' ? ['via', gateway, 'dev', device] : ['dev', device];
    for (const half of ['0.0.0.0/1', '128.0.0.0/1']) {
      ip('-n', namespace, 'route', 'add', half, ...next);
    }
  }

  /** The device goes away, with its address and routes. */
  async disconnect(): Promise<void> {
    this.#tunnel?.kill('SIGTERM');
    await this.#tunnel?.exited;
    await waitUntil('the device is gone', () => !devices(this.customerNamespace).has(this.device));
  }

  /** Another tunnel of the customer, which leads nowhere; returns a function that removes it. */
  async addOther(device: string, address: string): Promise<() => Promise<void>> {
    const { customerNamespace: namespace } = this;
    const tunnel = await startWireguard(namespace, device);
    ip('-n', namespace, 'address', 'add', address, 'dev', device);
    ip('-n', namespace, 'link', 'set', device, 'up');
    return async () => {
      tunnel.kill('SIGTERM');
      await tunnel.exited;
      await waitUntil('the device is gone', () => !devices(namespace).has(device));
    };
  }

  async #openServer(): Promise<void> {
    const namespace = this.serverNamespace;
    const device = this.#serverDevice;
    await startWireguard(namespace, device);
    wg(namespace, device, this.#serverKey.file, [
      ...['listen-port', String(WIREGUARD_PORT)],
      ...['peer', this.#customerKey.public, 'allowed-ips', '10.0.0.0/8'],
    ]);
    ip('-n', namespace, 'link', 'set', device, 'up');
    ip('-n', namespace, 'route', 'add', '10.0.0.0/8', 'dev', device);
  }
}

/**
 * Starts wireguard-go in a network namespace; resolves when the device is there.
 *
 * @param tries More than one: the folder of its socket belongs to the whole machine, and may be removed
 * at the moment when the socket is made.
 */
export async function startWireguard(namespace: string, device: string, tries = 3): Promise<Child> {
  const words = ['ip', 'netns', 'exec', namespace, 'wireguard-go', '--foreground', device];
  const child = startChild(words, { env: { PATH: process.env.PATH, LOG_LEVEL: 'error' } });
  // Left behind when it is ended by force.
  cleanUp(() => rmSync(`/var/run/wireguard/${device}.sock`, { force: true }));
  await waitUntil(`${device} is there`, () => {
    if (child.process.exitCode !== null) return true;
    run('ip', ['netns', 'exec', namespace, 'wg', 'show', device]);
    return true;
  });
  if (child.process.exitCode === null) return child;
  if (tries > 1) return await startWireguard(namespace, device, tries - 1);
  throw new Error(`wireguard-go cannot make ${device}: ${child.output}`);
}

/** A new key pair, the private key in a file. */
export function wireguardKey(): { readonly file: string; readonly public: string } {
  const secret = run('wg', ['genkey']);
  const file = join(temporaryFolder(), 'key');
  writeFileSync(file, secret, { mode: 0o600 });
  return { file, public: run('wg', ['pubkey'], secret).trim() };
}

/** Gives a device its private key and what `words` say, as `wg set` does. */
export function wg(
  namespace: string,
  device: string,
  keyFile: string,
  words: readonly string[],
): void {
  const set = ['netns', 'exec', namespace, 'wg', 'set', device, 'private-key', keyFile];
  run('ip', [...set, ...words]);
}

function devices(namespace: string): Set<string> {
  const links: { ifname: string }[] = JSON.parse(ip('-n', namespace, '-j', 'link'));
  return new Set(links.map(({ ifname }) => ifname));
}

/** Runs `ip` and returns what it prints. */
export function ip(...words: readonly string[]): string {
  return run('ip', words);
}

function run(program: string, words: readonly string[], input = ''): string {
  return execFileSync(program, words, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });
}

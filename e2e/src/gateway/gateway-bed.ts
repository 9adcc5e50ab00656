import type { Child } from '../child.ts';
import { ip, startWireguard } from '../vpn.ts';
import { waitUntil } from '../wait-until.ts';
import { type BedNamespaces, makeHost } from './bed-host.ts';
import { type Internet, makeInternet, plug } from './internet.ts';
import { LeakOracle } from './leak-oracle.ts';
import { inNamespace } from './network.ts';
import { LAN, SERVERS, TUNNEL_PORT } from './plan.ts';
import { gatewayFolder, startGateway } from './start-gateway.ts';
import { type Host, startHost } from './start-host.ts';
import { PROXY_UID, PROXY_URL, startProxy } from './start-proxy.ts';

const UPLINK = 'wan';
const STATUS_PORT = 9_799;
const FROM_PIA = [
  ...['PIA_USER', 'PIA_PASS', 'PIA_TOKEN_URL', 'PIA_SERVER_LIST_URLS'],
  ...['PIA_SERVER_LIST_KEY_FILE', 'PIA_CA_FILE', 'NODE_EXTRA_CA_CERTS'],
];

/** A host whose bridge has a gateway and two services, and the internet around it. */
export class GatewayBed {
  readonly namespaces: BedNamespaces;
  readonly internet: Internet;
  readonly oracle: LeakOracle;
  readonly host: Host;
  readonly services: readonly [Host, Host];
  readonly tunnel: string;
  readonly #folder = gatewayFolder();
  #wireguard: Child | undefined;

  private constructor(prefix: string, namespaces: BedNamespaces, internet: Internet) {
    this.tunnel = `${prefix}w`;
    this.namespaces = namespaces;
    this.internet = internet;
    this.oracle = new LeakOracle(namespaces.host, UPLINK, PROXY_UID);
    this.host = startHost(namespaces.host);
    this.services = [startHost(namespaces.services[0]), startHost(namespaces.services[1])];
  }

  /** Makes the bed with everything but the gateway's program. */
  static async create(): Promise<GatewayBed> {
    // The names have to be unique on the machine: wireguard-go's sockets ignore namespaces.
    const prefix = `pk${process.pid}`;
    const namespaces = makeHost(prefix);
    const internet = await makeInternet(prefix);
    plug(internet, namespaces.host, UPLINK);
    const bed = new GatewayBed(prefix, namespaces, internet);
    await Promise.all([startProxy(namespaces.host), bed.addInterface()]);
    return bed;
  }

  get files(): Readonly<Record<'STATE_FILE' | 'PORT_FILE' | 'PORT_DATA_FILE', string>> {
    return this.#folder.files;
  }

  /** Makes the WireGuard interface in the host's namespace, where its socket stays. */
  async addInterface(): Promise<void> {
    const { host, gateway } = this.namespaces;
    this.#wireguard = await startWireguard(host, this.tunnel);
    ip('-n', host, 'link', 'set', this.tunnel, 'netns', gateway);
  }

  /** Ends the program that the interface is made of; resolves when it is gone. */
  async removeInterface(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    this.#wireguard?.kill(signal);
    await this.#wireguard?.exited;
    await waitUntil('the interface is gone', () => !this.gatewayHasInterface());
  }

  gatewayHasInterface(): boolean {
    return ip('-n', this.namespaces.gateway, '-br', 'link').includes(this.tunnel);
  }

  /** Starts the gateway's program. */
  start(environment: Readonly<Record<string, string>> = {}, command = 'run'): Child {
    return startGateway({
      namespace: this.namespaces.gateway,
      command,
      environment: { ...this.environment, ...environment },
    });
  }

  /** The variables that the gateway needs here. */
  get environment(): Readonly<Record<string, string>> {
    const { environment } = this.internet.pia;
    return {
      ...Object.fromEntries(FROM_PIA.map((name) => [name, environment[name] ?? ''])),
      ...this.#folder.files,
      PIA_PROXY: PROXY_URL,
      PIA_REGIONS: 'sweden,ch',
      WG_INTERFACE: this.tunnel,
      WG_LISTEN_PORT: String(TUNNEL_PORT),
      WATCHDOG_INTERVAL: '1',
      HTTP_LISTEN: `${LAN.gateway}:${STATUS_PORT}`,
    };
  }

  /** What the gateway says about itself; the host may ask. */
  async status(): Promise<Readonly<Record<string, unknown>>> {
    const { status, body } = await this.host.page(this.url('status'));
    if (status !== 200) throw new Error(`The status page says ${status}: ${body}`);
    return JSON.parse(body);
  }

  /** The server that the tunnel leads to. */
  async server(): Promise<(typeof SERVERS)[number]> {
    const { endpoint } = await this.status();
    const found = SERVERS.find((each) => `${each.public}:${each.port}` === endpoint);
    if (found === undefined) throw new Error(`No server of PIA is at ${endpoint}`);
    return found;
  }

  async readyz(): Promise<{ readonly status: number; readonly body: string }> {
    return await this.host.page(this.url('readyz'));
  }

  /** Resolves when the gateway is ready. */
  async ready(gateway: Child): Promise<void> {
    await waitUntil('the gateway is ready', async () => {
      const { status, body } = await this.readyz();
      if (status !== 200) throw new Error(`${body}\n${gateway.output.slice(-4_000)}`);
      return true;
    });
  }

  /** What a program prints in the gateway's namespace. */
  inGateway(...words: readonly string[]): string {
    return inNamespace(this.namespaces.gateway, words);
  }

  /** The address of a status page; the host may ask for it. */
  url(page: string): string {
    return `http://${LAN.gateway}:${STATUS_PORT}/${page}`;
  }
}

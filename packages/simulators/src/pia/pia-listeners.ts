import type { GatewayCertificates } from './gateway-certificates.ts';
import type { OnReachabilityChange } from './oracle-records.ts';
import type { PiaSimulator } from './pia-simulator.ts';
import { addKeyListener, gatewayListener, metaListener, webListener } from './service-listeners.ts';
import type { SimulatedListener } from './simulated-listener.ts';

/** Where a simulator's sockets are. A port of 0 is any free one. */
export interface PiaListenersOptions {
  /** Address of the account API. */
  readonly host: string;
  /** Address of the server list. */
  readonly listHost: string;
  /** Whether these two speak TLS. */
  readonly tls: boolean;
  readonly accountPort: number;
  readonly listPort: number;
  readonly gatewayPort: number;
  readonly addKeyPort: number;
  readonly metaPort: number;
}

/** The sockets in front of a simulator. */
export interface PiaListeners {
  readonly accountPort: number;
  readonly listPort: number;
  readonly gatewayPort: number;
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the sockets; from then on they follow the simulator's faults and reconnects. */
export async function openPiaListeners(
  simulator: PiaSimulator,
  certificates: GatewayCertificates,
  options: PiaListenersOptions,
): Promise<PiaListeners> {
  const { servers: vpnServers, wireguard, listedPorts } = simulator;
  const webCertificates = options.tls ? certificates : undefined;
  const account = webListener(simulator, 'account', options.host, webCertificates);
  const list = webListener(simulator, 'list', options.listHost, webCertificates);
  const addresses = new Set(vpnServers.map((server) => server.gatewayAddress));
  const gateways = [...addresses].map((each) => gatewayListener(simulator, each, certificates));
  const servers = wireguard.servers.map((each) => addKeyListener(simulator, each, certificates));
  const metas = wireguard.servers.map((each) => metaListener(simulator, each));
  const all = [account, list, ...gateways, ...servers, ...metas];
  const close = async (): Promise<void> => {
    simulator.onReachabilityChange(() => {});
    await Promise.all(all.map((listener) => listener.close()));
  };
  try {
    await account.open(options.accountPort);
    await list.open(options.listPort);
    await openOnOnePort(gateways, options.gatewayPort);
    listedPorts.wg = (await openOnOnePort(servers, options.addKeyPort)) ?? listedPorts.wg;
    listedPorts.meta = (await openOnOnePort(metas, options.metaPort)) ?? listedPorts.meta;
  } catch (error) {
    await close();
    throw error;
  }
  followSimulator(simulator, all, gateways);
  return {
    accountPort: account.port,
    listPort: list.port,
    gatewayPort: gateways[0]?.port ?? options.gatewayPort,
    settled: async () => {
      await Promise.all(all.map((listener) => listener.settled()));
    },
    close,
  };
}

/** One port number on every address: clients know one setting for it. */
async function openOnOnePort(
  listeners: readonly SimulatedListener[],
  port: number,
): Promise<number | undefined> {
  const [first, ...others] = listeners;
  await first?.open(port);
  for (const listener of others) await listener.open(first?.port ?? port);
  return first?.port;
}

function followSimulator(
  simulator: PiaSimulator,
  all: readonly SimulatedListener[],
  gateways: readonly SimulatedListener[],
): void {
  const follow: OnReachabilityChange = (reason) => {
    // Connections through a tunnel end with it.
    if (reason === 'reconnect') for (const gateway of gateways) gateway.drop();
    for (const listener of all) listener.follow();
  };
  simulator.onReachabilityChange(follow);
  follow('fault');
}

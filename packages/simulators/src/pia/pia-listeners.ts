import type { GatewayCertificates } from './gateway-certificates.ts';
import type { SimulatedHandshake } from './handshake.ts';
import type { OnReachabilityChange } from './oracle-records.ts';
import type { PiaSimulator } from './pia-simulator.ts';
import { SimulatedListener, type Welcome } from './simulated-listener.ts';
import type { SimulatedServer } from './simulated-server.ts';

/** Where a simulator's sockets are. */
export interface PiaListenersOptions {
  /** Address of the account API and of the server list. */
  readonly host: string;
  /** Whether these two speak TLS. */
  readonly tls: boolean;
  /** 0 for any free port. */
  readonly gatewayPort: number;
  /** 0 for any free port. */
  readonly addKeyPort: number;
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
  { host, tls, gatewayPort, addKeyPort }: PiaListenersOptions,
): Promise<PiaListeners> {
  const web = (service: 'account' | 'list'): SimulatedListener =>
    new SimulatedListener({
      address: host,
      welcome: () => {
        if (simulator.refuses(service)) return 'reset';
        return tls ? certificates.webTlsOptions(host) : 'plain';
      },
      listening: () => simulator.listening(service),
      respond: (request) => simulator.exchange(service, request),
    });
  const account = web('account');
  const list = web('list');
  const addresses = new Set(simulator.servers.map((server) => server.gatewayAddress));
  const gateways = [...addresses].map(
    (address) =>
      new SimulatedListener({
        address,
        welcome: () => gatewayWelcome(simulator, certificates, address),
        listening: () => simulator.listening('gateway', address),
        respond: (request) => simulator.exchange('gateway', request, { address }),
      }),
  );
  const servers = simulator.wireguard.servers.map(
    (server) =>
      new SimulatedListener({
        address: server.publicAddress,
        welcome: () => serverWelcome(simulator, certificates, server),
        listening: () => simulator.listening('server', server.publicAddress),
        respond: (request) =>
          simulator.exchange('server', request, { address: server.publicAddress }),
      }),
  );
  const all = [account, list, ...gateways, ...servers];
  const close = async (): Promise<void> => {
    simulator.onReachabilityChange(() => {});
    await Promise.all(all.map((listener) => listener.close()));
  };
  try {
    await account.open(0);
    await list.open(0);
    await openOnOnePort(gateways, gatewayPort);
    simulator.listedPorts.wg =
      (await openOnOnePort(servers, addKeyPort)) ?? simulator.listedPorts.wg;
  } catch (error) {
    await close();
    throw error;
  }
  followSimulator(simulator, all, gateways);
  return {
    accountPort: account.port,
    listPort: list.port,
    gatewayPort: gateways[0]?.port ?? gatewayPort,
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

function gatewayWelcome(
  simulator: PiaSimulator,
  certificates: GatewayCertificates,
  address: string,
): Welcome {
  const handshake = simulator.handshake({ address });
  const server = simulator.wireguard.behind(address) ?? simulator.connectedServer;
  return welcome(certificates, server, handshake);
}

function serverWelcome(
  simulator: PiaSimulator,
  certificates: GatewayCertificates,
  server: SimulatedServer,
): Welcome {
  const handshake = simulator.handshake({ address: server.publicAddress }, 'server');
  return welcome(certificates, server, handshake);
}

function welcome(
  certificates: GatewayCertificates,
  server: SimulatedServer,
  handshake: SimulatedHandshake,
): Welcome {
  // A closed socket cannot count: a fault with a count resets connections instead.
  if (handshake.kind === 'refuse') return 'reset';
  if (handshake.kind === 'hang-before-tls') return 'hang';
  return certificates.tlsOptions(server, handshake);
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

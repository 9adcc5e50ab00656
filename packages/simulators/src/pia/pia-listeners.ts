import type { GatewayCertificates } from './gateway-certificates.ts';
import type { OnReachabilityChange } from './oracle-records.ts';
import type { PiaSimulator } from './pia-simulator.ts';
import { SimulatedListener, type Welcome } from './simulated-listener.ts';

/** Where a simulator's sockets are. */
export interface PiaListenersOptions {
  /** Address of the account API and of the server list. */
  readonly host: string;
  /** Whether these two speak TLS. */
  readonly tls: boolean;
  /** 0 for any free port. */
  readonly gatewayPort: number;
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
  { host, tls, gatewayPort }: PiaListenersOptions,
): Promise<PiaListeners> {
  const web = (service: 'account' | 'list'): SimulatedListener =>
    new SimulatedListener({
      address: host,
      welcome: () => {
        if (simulator.refuses(service)) return 'reset';
        return tls ? certificates.webTlsOptions(host) : 'plain';
      },
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
        respond: (request) => simulator.exchange('gateway', request),
      }),
  );
  const all = [account, list, ...gateways];
  const close = async (): Promise<void> => {
    simulator.onReachabilityChange(() => {});
    await Promise.all(all.map((listener) => listener.close()));
  };
  try {
    await account.open(0);
    await list.open(0);
    // One port number on every address: clients know one setting for it.
    let port = gatewayPort;
    for (const gateway of gateways) {
      await gateway.open(port);
      port = gateway.port;
    }
  } catch (error) {
    await close();
    throw error;
  }
  followSimulator(simulator, account, list, gateways);
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

function gatewayWelcome(
  simulator: PiaSimulator,
  certificates: GatewayCertificates,
  address: string,
): Welcome {
  const handshake = simulator.handshake({ address });
  // A closed socket cannot count: a fault with a count resets connections instead.
  if (handshake.kind === 'refuse') return 'reset';
  if (handshake.kind === 'hang-before-tls') return 'hang';
  return certificates.tlsOptions(simulator.connectedServer, handshake);
}

function followSimulator(
  simulator: PiaSimulator,
  account: SimulatedListener,
  list: SimulatedListener,
  gateways: readonly SimulatedListener[],
): void {
  const follow: OnReachabilityChange = (reason) => {
    account.follow(() => simulator.listening('account'));
    list.follow(() => simulator.listening('list'));
    for (const gateway of gateways) {
      // Connections through a tunnel end with it.
      if (reason === 'reconnect') gateway.drop();
      gateway.follow(() => simulator.listening('gateway'));
    }
  };
  simulator.onReachabilityChange(follow);
  follow('fault');
}

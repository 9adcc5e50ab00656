import type { GatewayCertificates } from './gateway-certificates.ts';
import type { SimulatedHandshake } from './handshake.ts';
import type { PiaSimulator } from './pia-simulator.ts';
import { SimulatedListener, type Welcome } from './simulated-listener.ts';
import type { SimulatedServer } from './simulated-server.ts';

/** The socket of the account API or of the server list. */
export function webListener(
  simulator: PiaSimulator,
  service: 'account' | 'list',
  address: string,
  certificates: GatewayCertificates | undefined,
): SimulatedListener {
  return new SimulatedListener({
    address,
    welcome: () => {
      if (simulator.refuses(service)) return 'reset';
      return certificates?.webTlsOptions(address) ?? 'plain';
    },
    listening: () => simulator.listening(service),
    respond: (request) => simulator.exchange(service, request),
  });
}

/** The socket of the gateways at this address in the tunnel. */
export function gatewayListener(
  simulator: PiaSimulator,
  address: string,
  certificates: GatewayCertificates,
): SimulatedListener {
  return new SimulatedListener({
    address,
    welcome: () => {
      const handshake = simulator.handshake({ address });
      const server = simulator.wireguard.behind(address) ?? simulator.connectedServer;
      return tlsWelcome(certificates, server, handshake);
    },
    listening: () => simulator.listening('gateway', address),
    respond: (request) => simulator.exchange('gateway', request, { address }),
  });
}

/** The socket where a server registers keys. */
export function addKeyListener(
  simulator: PiaSimulator,
  server: SimulatedServer,
  certificates: GatewayCertificates,
): SimulatedListener {
  const address = server.publicAddress;
  return new SimulatedListener({
    address,
    welcome: () => tlsWelcome(certificates, server, simulator.handshake({ address }, 'server')),
    listening: () => simulator.listening('server', address),
    respond: (request) => simulator.exchange('server', request, { address }),
  });
}

/** The socket that is there for its latency: nothing comes after the connection. */
export function metaListener(
  simulator: PiaSimulator,
  { publicAddress: address }: SimulatedServer,
): SimulatedListener {
  return new SimulatedListener({
    address,
    welcome: () => (simulator.refuses('meta') ? 'reset' : 'hang'),
    listening: () => simulator.listening('meta', address),
    respond: () => ({ kind: 'hang' }),
  });
}

function tlsWelcome(
  certificates: GatewayCertificates,
  server: SimulatedServer,
  handshake: SimulatedHandshake,
): Welcome {
  // A closed socket cannot count: a fault with a count resets connections instead.
  if (handshake.kind === 'refuse') return 'reset';
  if (handshake.kind === 'hang-before-tls') return 'hang';
  return certificates.tlsOptions(server, handshake);
}

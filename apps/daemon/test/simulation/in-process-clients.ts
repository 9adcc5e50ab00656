import {
  PiaAccountClient,
  PiaError,
  type PiaErrorCode,
  PiaGatewayClient,
  PiaServerListClient,
} from '@portkeep/pia-client/core';
import type { PiaSimulator, SimulatedHandshake } from '@portkeep/simulators';
import type { Clients } from '../../src/sources/pia/clients.ts';
import type { DaemonValues } from '../../src/variables.ts';
import { inProcessTransport, type Road } from './in-process-transport.ts';

const REFUSED_HANDSHAKES: Readonly<Partial<Record<SimulatedHandshake['kind'], PiaErrorCode>>> = {
  refuse: 'PIA_CONNECTION_REFUSED',
  'hang-before-tls': 'PIA_TIMEOUT',
  'wrong-ca': 'PIA_NOT_PIA',
  'wrong-purpose-certificate': 'PIA_NOT_PIA',
  'expired-certificate': 'PIA_CERTIFICATE_EXPIRED',
  'not-yet-valid-certificate': 'PIA_CERTIFICATE_EXPIRED',
};

/** The daemon's clients, each connected to a simulator. */
export function inProcessClients(
  pia: PiaSimulator,
  values: Pick<DaemonValues, 'user' | 'pass'>,
  road: Omit<Road, 'answer'>,
): Clients {
  const { clock, life } = road;
  const now = () => clock.now();
  return {
    account: new PiaAccountClient({
      username: () => values.user.read(),
      password: () => values.pass.read(),
      transport: inProcessTransport({ ...road, answer: (request) => pia.account(request) }),
      now,
    }),
    serverLists: new PiaServerListClient({
      transport: inProcessTransport({ ...road, answer: (request) => pia.serverList(request) }),
      publicKey: pia.serverListPublicKeyPem,
    }),
    connect: ({ address, hostname }) =>
      new PiaGatewayClient({
        hostname,
        transport: inProcessTransport({
          ...road,
          answer: (request) => pia.gateway(request, { address, hostname }),
        }),
        now,
      }),
    learnHostname: ({ address, timeoutMs, signal }) =>
      life.effect(`handshake with ${address}`, async () => {
        const wait = (ms: number) => clock.delay(ms, signal);
        await wait(road.latencyMs());
        const handshake: SimulatedHandshake =
          road.way() === undefined ? { kind: 'hang-before-tls' } : pia.handshake({ address });
        if (handshake.kind === 'hang-before-tls') await wait(timeoutMs);
        // A certificate with another name has a valid chain, and no name is expected here.
        if (handshake.kind === 'wrong-name') return { hostname: handshake.presented };
        if (handshake.kind === 'connected') return { hostname: handshake.hostname };
        const code = REFUSED_HANDSHAKES[handshake.kind] ?? 'PIA_UNREACHABLE';
        throw new PiaError(code, 'Cannot learn the name of the gateway', 'wait');
      }),
  };
}

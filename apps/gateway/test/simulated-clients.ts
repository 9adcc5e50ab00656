import {
  PiaAccountClient,
  PiaGatewayClient,
  PiaServerClient,
  PiaServerListClient,
  type Transport,
} from '@portkeep/pia-client/core';
import type { PiaSimulator, SimulatedReply, SimulatedRequest } from '@portkeep/simulators';
import type { Clients } from '../src/clients.ts';
import type { GatewayValues } from '../src/variables.ts';

/** How a client sees a failed connection, as Node.js names it. */
const CODES: Readonly<Partial<Record<SimulatedReply['kind'], string>>> = {
  refuse: 'ECONNREFUSED',
  reset: 'ECONNRESET',
  'empty-reply': 'ECONNRESET',
  'cut-off': 'ECONNRESET',
  'wrong-ca': 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'wrong-name': 'ERR_TLS_CERT_ALTNAME_INVALID',
  'expired-certificate': 'CERT_HAS_EXPIRED',
  'not-yet-valid-certificate': 'CERT_NOT_YET_VALID',
  'wrong-purpose-certificate': 'INVALID_PURPOSE',
};

/** The gateway's clients, each connected to a simulator; what would take time fails at once. */
export function simulatedClients(
  pia: PiaSimulator,
  values: Pick<GatewayValues, 'user' | 'pass'>,
  now: () => number,
): Clients {
  return {
    account: new PiaAccountClient({
      username: () => values.user.read(),
      password: () => values.pass.read(),
      transport: transport((request) => pia.account(request)),
      now,
    }),
    serverLists: new PiaServerListClient({
      transport: transport((request) => pia.serverList(request)),
      publicKey: pia.serverListPublicKeyPem,
    }),
    server: ({ address, hostname }, port) =>
      new PiaServerClient({
        hostname,
        port,
        transport: transport((request) => pia.addKey(request, { address, hostname })),
        now,
      }),
    gateway: ({ address, hostname }) =>
      new PiaGatewayClient({
        hostname,
        transport: transport((request) => pia.gateway(request, { address, hostname })),
        now,
      }),
    connectTime: async () => 1,
  };
}

function transport(answer: (request: SimulatedRequest) => SimulatedReply): Transport {
  return async ({ method, url, headers, body = '' }, { signal }) => {
    signal?.throwIfAborted();
    const sourceAddress = '127.0.0.1';
    const reply = answer({ method, url, headers: { ...headers }, body, sourceAddress });
    if (reply.kind === 'reply' && reply.body.length < 4_194_304) return reply;
    const code = CODES[reply.kind] ?? 'ETIMEDOUT';
    throw Object.assign(new Error(`request to ${url} failed, body ${body}`), { code });
  };
}

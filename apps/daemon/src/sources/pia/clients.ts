import type { App } from '@portkeep/app-host';
import { nodeTransport } from '@portkeep/http/node';
import { PiaAccountClient, PiaGatewayClient, PiaServerListClient } from '@portkeep/pia-client/core';
import { learnHostname, pinnedTransport } from '@portkeep/pia-client/node';
import type { Gateway } from '@portkeep/pia-lease';
import type { LearnHostname } from './network/probe-gateway.ts';
import type { PiaSourceVariables } from './pia-source-variables.ts';
import { recordBodies } from './servers/record-bodies.ts';

/** The server list is a few hundred kilobytes long. */
const MOST_BYTES = 4_194_304;

/** The clients for PIA, as the configuration describes them. */
export interface Clients {
  readonly account: PiaAccountClient;
  readonly serverLists: PiaServerListClient;
  /** The last text that the server list client got from an address; it is handed out once. */
  readonly listBodyOf?: ((url: string) => string | undefined) | undefined;
  /** Verifies the server at an address without sending it anything. */
  readonly learnHostname: LearnHostname;
  /** A client that talks only to this gateway. */
  readonly connect: (gateway: Gateway) => PiaGatewayClient;
}

/** Builds the clients; does no I/O. */
export function createClients({ values }: Pick<App<PiaSourceVariables>, 'values'>): Clients {
  const transport = nodeTransport({ maxBytes: MOST_BYTES });
  const { ca, gatewayPort: port } = values;
  // They are kept only where a list is required, because they are large.
  const lists = values.requireListed ? recordBodies(transport) : { transport, bodyOf: undefined };
  return {
    account: new PiaAccountClient({
      username: () => values.user.read(),
      password: () => values.pass.read(),
      transport,
      tokenUrl: values.tokenUrl.href,
    }),
    listBodyOf: lists.bodyOf,
    serverLists: new PiaServerListClient({
      transport: lists.transport,
      publicKey: values.serverListKey,
      urls: values.serverListUrls.map(({ href }) => href),
    }),
    learnHostname: (target) => learnHostname({ ...target, ca }),
    connect: ({ address, hostname }) =>
      new PiaGatewayClient({
        hostname,
        port,
        transport: pinnedTransport({ address, hostname, port, ca }),
      }),
  };
}

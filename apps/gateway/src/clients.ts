import type { App, Secret } from '@portkeep/app-host';
import { nodeTransport } from '@portkeep/http/node';
import {
  PIA_GATEWAY_PORT,
  PiaAccountClient,
  PiaGatewayClient,
  PiaServerClient,
  PiaServerListClient,
  type Server,
  type Transport,
} from '@portkeep/pia-client/core';
import { pinnedTransport } from '@portkeep/pia-client/node';
import type { Gateway } from '@portkeep/pia-lease';
import { proxyConnectTime } from './bootstrap/proxy-connect-time.ts';
import { parseProxyUrl } from './values/proxy-url.ts';
import type { GatewayVariables } from './variables.ts';

/** The server list is a few hundred kilobytes long. */
const MOST_BYTES = 4_194_304;

/** The clients for PIA. All but the one for the tunnel's gateway go through `PIA_PROXY`. */
export interface Clients {
  readonly account: PiaAccountClient;
  readonly serverLists: PiaServerListClient;
  /** A client that registers keys at this server, on this port. */
  readonly server: (server: Server, port: number) => PiaServerClient;
  /** A client for the port-forward API, inside the tunnel. */
  readonly gateway: (gateway: Gateway) => PiaGatewayClient;
  /** How long a connection to this server and port takes, in milliseconds. */
  readonly connectTime: (server: Server, port: number, signal: AbortSignal) => Promise<number>;
}

/** Builds the clients; does no I/O. */
export function createClients({ values }: Pick<App<GatewayVariables>, 'values'>): Clients {
  const proxy = followedUrl(values.proxy);
  const transport: Transport = (request, options) =>
    nodeTransport({ maxBytes: MOST_BYTES, proxy: proxy() })(request, options);
  const { ca } = values;
  return {
    account: new PiaAccountClient({
      username: () => values.user.read(),
      password: () => values.pass.read(),
      transport,
      tokenUrl: values.tokenUrl?.href,
    }),
    serverLists: new PiaServerListClient({
      transport,
      publicKey: values.serverListKey,
      urls: values.serverListUrls?.map(({ href }) => href),
    }),
    server: ({ address, hostname }, port) =>
      new PiaServerClient({
        hostname,
        port,
        transport: pinnedTransport({ address, hostname, port, ca, proxy: proxy() }),
      }),
    gateway: ({ address, hostname }) =>
      new PiaGatewayClient({
        hostname,
        transport: pinnedTransport({ address, hostname, port: PIA_GATEWAY_PORT, ca }),
      }),
    connectTime: ({ address }, port, signal) =>
      proxyConnectTime(proxy(), { address, port, signal }),
  };
}

/** The present URL of a proxy whose file may change; an unusable one does not replace the last. */
function followedUrl(secret: Secret): () => URL {
  let url = new URL(secret.read().trim());
  return () => {
    url = parseProxyUrl(secret.read()) ?? url;
    return url;
  };
}

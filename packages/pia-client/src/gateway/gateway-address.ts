import { serverUrl } from '../server-url.ts';

/** Where PIA's gateways answer for port forwarding. */
export const PIA_GATEWAY_PORT = 19_999;

/** Names a gateway in a request. */
export interface GatewayAddress {
  /** The gateway's TLS name, e.g. `amsterdam447` or `Server-11555-2a`. It is not in the DNS. */
  readonly hostname: string;
  /** The port of its port-forward API. @default {19999} */
  readonly port?: number | undefined;
}

/**
 * Builds a URL of the gateway's port-forward API.
 *
 * @throws {TypeError} When the name is not a host name, because one like `a@b` would lead to another host,
 * or the port is not one.
 */
export function gatewayUrl(
  { hostname, port = PIA_GATEWAY_PORT }: GatewayAddress,
  path: string,
  query: Readonly<Record<string, string>>,
): string {
  return serverUrl({ hostname, port }, path, query);
}

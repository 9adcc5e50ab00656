/** Where PIA's gateways answer for port forwarding. */
export const PIA_GATEWAY_PORT = 19_999;

/** Names a gateway in a request. */
export interface GatewayAddress {
  /** The gateway's TLS name, e.g. `amsterdam447` or `Server-11555-2a`. It is not in the DNS. */
  readonly hostname: string;
  /** @default {19999} */
  readonly port?: number | undefined;
}

/** Builds a URL of the gateway's port-forward API. */
export function gatewayUrl(
  gateway: GatewayAddress,
  path: string,
  query: Readonly<Record<string, string>>,
): string {
  const url = new URL(`https://${gateway.hostname}:${gateway.port ?? PIA_GATEWAY_PORT}${path}`);
  // URLSearchParams encodes the "+" of base64 as "%2B"; left bare it would arrive as a blank.
  url.search = new URLSearchParams(query).toString();
  return url.href;
}

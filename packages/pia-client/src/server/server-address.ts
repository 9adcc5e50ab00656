/** Where PIA's WireGuard servers register keys, unless the server list says otherwise. */
export const PIA_SERVER_PORT = 1_337;

/** Names a WireGuard server in a request. */
export interface ServerAddress {
  /** The server's TLS name, the list's `cn`, e.g. `amsterdam447`. It is not in the DNS. */
  readonly hostname: string;
  /** The port where it registers keys. @default {1337} */
  readonly port?: number | undefined;
}

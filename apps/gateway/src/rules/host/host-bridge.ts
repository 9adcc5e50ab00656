import type { InterfaceName } from '../../values/interface-name.ts';
import type { Ipv4 } from '../../values/ipv4.ts';

/** The host, its bridge, and the gateway's container on it. */
export interface HostBridge {
  readonly bridge: InterfaceName;
  /** The host's end of the gateway's virtual cable. */
  readonly gatewayPort: InterfaceName;
  /** How the names of such ends begin, the gateway's and the services': systemd-nspawn's with `vb-`. */
  readonly portPrefix: InterfaceName;
  readonly hostAddress: Ipv4;
  readonly gatewayAddress: Ipv4;
  readonly proxyPort: number;
}

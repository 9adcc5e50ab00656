import type { HostAndPort } from '@portkeep/app-host';
import { defaultGateway } from './default-gateway.ts';
import { GATEWAY_PORT } from './gateway-address.ts';

/** The gateway that is configured, or the one that the default route names at this moment. */
export function locateGateway(configured: HostAndPort | undefined): HostAndPort | undefined {
  if (configured !== undefined) return configured;
  const host = defaultGateway();
  return host === undefined ? undefined : { host, port: GATEWAY_PORT };
}

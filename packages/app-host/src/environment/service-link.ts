import type { Environment } from './environment.ts';

const BY_NAME = /_SERVICE_(HOST|PORT(_.+)?)$|_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/;
const VALUE_OF_PORT = /^(tcp|udp|sctp):\/\//;

/**
 * Whether Kubernetes (or a Docker link) set the variable for a service of that name: for a service
 * `pia-gateway` it sets PIA_GATEWAY_PORT to `tcp://10.0.0.1:443`, which is not meant for us.
 */
export function isServiceLink(name: string, environment: Environment): boolean {
  if (BY_NAME.test(name)) return true;
  return name.endsWith('_PORT') && VALUE_OF_PORT.test(environment[name] ?? '');
}

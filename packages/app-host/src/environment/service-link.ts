import type { Environment } from './environment.ts';

const BY_NAME = /_SERVICE_(HOST|PORT(_.+)?)$|_PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?$/;
const VALUE_OF_PORT = /^(tcp|udp|sctp):\/\//;

/**
 * Whether Kubernetes (or a Docker link) set the variable for a service of that name: a service
 * `pia-gateway` makes a PIA_GATEWAY_PORT that holds `tcp://10.0.0.1:443`, which is not meant for us.
 */
export function isServiceLink(name: string, environment: Environment): boolean {
  if (BY_NAME.test(name)) return true;
  return name.endsWith('_PORT') && VALUE_OF_PORT.test(environment[name] ?? '');
}

import { type HostAndPort, listenAddress, textKind, variable } from '@portkeep/app-host';
import * as v from 'valibot';
import { allowedPorts } from './allowed-ports.ts';
import { gatewayAddress } from './gateway/gateway-address.ts';
import { maxDuration } from './max-duration.ts';

/** Every environment variable of the front; docs/configuration.md is generated from it. */
export const variables = {
  gateway: variable('NATPMP_GATEWAY', {
    description:
      'IPv4 address of the NAT-PMP gateway, such as 10.2.0.1, with :port if that is not 5351. Unset: the next hop to the internet in the main routing table, looked up for each request.',
    schema: gatewayAddress,
  }),
  apiToken: variable('API_TOKEN', {
    description: 'The token that clients must send. Unset: none is needed.',
    secret: true,
  }),
  maxDuration: variable('MAX_DURATION', {
    description:
      'The longest duration, in seconds: longer ones are shortened to it. -1 means no limit.',
    schema: maxDuration,
    fallback: '300',
  }),
  allowedPorts: variable('ALLOWED_PORTS', {
    description:
      'Internal ports that may be mapped: ports and ranges, separated by commas. Leave out what the gateway denies: some gateways take minutes to refuse a port, and answer nothing else in the meantime.',
    schema: allowedPorts,
    fallback: '1024-65535',
  }),
  httpListen: variable('HTTP_LISTEN', {
    description:
      'Where the API is served, together with /healthz, /startupz, /readyz, /status and /metrics: host:port (an IPv6 address in brackets, * for all addresses).',
    schema: textKind(
      'host:port (an IPv6 address in brackets, as in [::1]:8080; * for every address)',
      readAddress,
    ),
    fallback: '*:8080',
  }),
};

export type FrontVariables = typeof variables;

/** The API must listen somewhere: unlike the status server of the other apps, it cannot be off. */
function readAddress(text: string): HostAndPort | undefined {
  const { success, output } = v.safeParse(listenAddress, text);
  return success && output !== 'off' ? output : undefined;
}

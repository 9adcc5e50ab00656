import { type ListenAddress, listenAddress } from '../environment/kinds/listen-address.ts';
import { type Variable, variable } from '../environment/variable.ts';

/** Declares `HTTP_LISTEN`, which `healthcheck` reads too, with the app's own default. */
export function httpListenVariable(fallback: string): Variable<ListenAddress> {
  return variable('HTTP_LISTEN', {
    description:
      'Where /healthz, /startupz, /readyz, /status and /metrics are served: host:port (an IPv6 address in brackets, * for all addresses), or off.',
    schema: listenAddress,
    fallback,
  });
}

import type { TransportFailure } from '@portkeep/http';
import type { Words } from './failure-table.ts';

/** Words for a failure of kind `proxy-refused`, which are the same for every server behind the proxy. */
export function proxyRefusal({ code, proxyStatus }: TransportFailure): Words {
  if (proxyStatus === 407) {
    return [
      'the proxy does not let this program in without a name and a password that it accepts',
      'write them into the address of the proxy, http://name:password@host:port',
    ];
  }
  if (proxyStatus !== undefined) {
    return [
      'the proxy refuses to connect to this server',
      'check that the proxy accepts this machine and allows connections to this address and port',
    ];
  }
  if (code === 'ERR_PROXY_TUNNEL') {
    return [
      'the proxy does not answer as an HTTP proxy does',
      'check its address, and that it is a proxy for HTTP',
    ];
  }
  return ['the proxy cannot be reached', 'check its address, and that it is up'];
}

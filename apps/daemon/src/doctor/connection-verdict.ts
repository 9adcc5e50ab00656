import { type Explanation, type Finding, failed } from '@portkeep/app-host/doctor';
import type { ConnectionError } from './reach-host.ts';

/** Tells what it means that a server of the internet could not be connected to. */
export function connectionVerdict(host: string, error: ConnectionError): Finding {
  return failed('Cannot reach the internet', explain(host, error));
}

function explain(host: string, { code, stage }: ConnectionError): Explanation {
  if (code === 'ECONNREFUSED') {
    const next = 'check the firewall, and that the VPN is up';
    return { cause: `${host} refuses the connection`, next };
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    const cause = `the certificate of ${host} is not valid at this machine’s time (${code})`;
    return { cause, next: 'check the clock of this machine' };
  }
  if (/CERT|ALTNAME|VERIFY|ISSUER|SSL|EPROTO/.test(code)) {
    return {
      cause: `${host} does not prove that it is what it says (${code})`,
      next: 'check whether a proxy, a captive portal or a DNS filter intercepts the connection',
    };
  }
  if (stage === 'tls') {
    return {
      cause: `${host} accepts the connection, then the TLS handshake stops (${code})`,
      next: 'lower the MTU of the tunnel, for a try to 1320: large packets seem to get lost',
    };
  }
  return {
    cause: `no connection to ${host} (${code})`,
    next: 'check that the VPN is up and that the firewall lets this container out',
  };
}

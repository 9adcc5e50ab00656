import { AdvisedError } from '@portkeep/app-host';
import { missingResource, toTransportFailure } from '@portkeep/http/client';

/** How far a connection attempt got. */
export type ConnectionStage = 'tcp' | 'tls';

/** A connection to a server on the internet could not be made. */
export class ConnectionError extends AdvisedError {
  override readonly name = 'ConnectionError';
  /** Node's code, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`; `ETIMEDOUT` after a timeout. */
  readonly code: string;
  /** What failed: reaching the port, or the handshake after that. */
  readonly stage: ConnectionStage;

  constructor(host: string, code: string, stage: ConnectionStage) {
    super(...explain(host, code, stage));
    this.code = code;
    this.stage = stage;
  }
}

function explain(
  host: string,
  code: string,
  stage: ConnectionStage,
): [problem: string, advice: string] {
  const { kind, tlsReason } = toTransportFailure(undefined, code);
  if (kind === 'no-resources') {
    const [problem, advice] = missingResource(code);
    return [`no connection to ${host}: ${problem} (${code})`, advice];
  }
  if (kind === 'refused') {
    return [`${host} refuses the connection`, 'check the firewall, and that the VPN is up'];
  }
  if (tlsReason === 'expired' || tlsReason === 'not-yet-valid') {
    return [
      `the certificate of ${host} is not valid by the clock of this machine (${code})`,
      'check the clock of this machine',
    ];
  }
  if (kind === 'tls') {
    return [
      `${host} does not prove that it is what it says (${code})`,
      'check whether a proxy, a captive portal or a DNS filter intercepts the connection',
    ];
  }
  if (stage === 'tls') {
    return [
      `${host} accepts the connection, then the TLS handshake stops (${code})`,
      'lower the MTU of the tunnel, for example to 1320: large packets seem to get lost',
    ];
  }
  return [
    `no connection to ${host} (${code})`,
    'check that the VPN is up and that the firewall lets this container out',
  ];
}

import { AdvisedError, codeOf } from '@portkeep/app-host';

/** The result codes 1 to 5 (RFC 6886, 3.5). Any other code ends the request too. */
const RESULTS = [
  'unsupported-version',
  'not-authorized',
  'network-failure',
  'out-of-resources',
  'unsupported-opcode',
] as const;

const ADVICE = {
  /** No answer after all tries. */
  'no-reply': 'check that the VPN is up, and that NATPMP_GATEWAY is its far end',
  /** Its host reports that nothing listens, or there is no such host. */
  unreachable: 'check that the server of the VPN forwards ports, and that NATPMP_GATEWAY is right',
  /** No packet could be sent. */
  'no-route': 'check that the VPN is up, or set NATPMP_GATEWAY',
  /** It granted no port, or a port for no time; or it has no address. */
  'empty-grant': 'check the log of the gateway',
  'unsupported-version': 'the gateway speaks PCP only: it cannot be used',
  'not-authorized': 'turn NAT-PMP on at the gateway, and allow the port there',
  'network-failure': 'check the connection of the gateway to the internet',
  'out-of-resources': 'wait until mappings of others have expired',
  'unsupported-opcode': 'the gateway cannot do it',
  'unknown-result': 'check the log of the gateway',
} as const;

/** Why a gateway did not grant a request. */
export type GatewayFailureReason = keyof typeof ADVICE;

/** The gateway did not grant the request. */
export class GatewayFailure extends AdvisedError {
  override readonly name = 'GatewayFailure';
  readonly reason: GatewayFailureReason;
  /** The number in the gateway's own answer, when it refused. */
  readonly resultCode: number | undefined;

  constructor(reason: GatewayFailureReason, resultCode?: number) {
    super(`The gateway gave nothing: ${reason}`, ADVICE[reason]);
    this.reason = reason;
    this.resultCode = resultCode;
  }
}

/** The failure for a result code other than 0. */
export function refusal(resultCode: number): GatewayFailure {
  return new GatewayFailure(RESULTS[resultCode - 1] ?? 'unknown-result', resultCode);
}

/** The failure for an error of a UDP socket. */
export function socketFailure(error: unknown): GatewayFailure {
  const code = codeOf(error);
  const isAnswer = code === 'ECONNREFUSED' || code === 'EHOSTUNREACH';
  return new GatewayFailure(isAnswer ? 'unreachable' : 'no-route');
}

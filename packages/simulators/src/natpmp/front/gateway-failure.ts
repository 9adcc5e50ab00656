/** Why a gateway granted nothing. */
export type GatewayFailureReason =
  /** Not a word after all tries. */
  | 'no-reply'
  /** Its host says that nobody listens, or there is no such host. */
  | 'unreachable'
  /** No packet could be sent. */
  | 'no-route'
  /** It granted no port, or one for no time. */
  | 'empty-grant'
  | (typeof REASONS)[number]
  | 'unknown-result';

/** The result codes 1 to 5 (RFC 6886, 3.5). Any other ends the request just the same. */
const REASONS = [
  'unsupported-version',
  'not-authorized',
  'network-failure',
  'out-of-resources',
  'unsupported-opcode',
] as const;

/** The gateway did not grant what it was asked for. */
export class GatewayFailure extends Error {
  override readonly name = 'GatewayFailure';
  readonly reason: GatewayFailureReason;
  /** The number in the gateway's own answer, when it refused. */
  readonly resultCode: number | undefined;

  constructor(reason: GatewayFailureReason, resultCode?: number) {
    super(`Cannot map the port: the gateway's answer is '${reason}'`);
    this.reason = reason;
    this.resultCode = resultCode;
  }
}

/** The failure that a result code other than 0 is. */
export function refusal(resultCode: number): GatewayFailure {
  return new GatewayFailure(REASONS[resultCode - 1] ?? 'unknown-result', resultCode);
}

/** The failure that an error of a UDP socket is. */
export function socketFailure(error: unknown): GatewayFailure {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const isAnswer = code === 'ECONNREFUSED' || code === 'EHOSTUNREACH';
  return new GatewayFailure(isAnswer ? 'unreachable' : 'no-route');
}

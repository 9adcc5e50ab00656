import { NatPmpError } from './natpmp-error.ts';
import type { Operation } from './reply-failure.ts';

/** Failures of the way there: nothing has been sent yet. */
const NOT_CONNECTED: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused; check the port and that the API runs',
  EHOSTUNREACH: 'no route to the host; check the address and the network',
  ENETUNREACH: 'no route to the network; check the address and the network',
  ENOTFOUND: 'the name is not known; check the address',
  EAI_AGAIN: 'the name cannot be looked up; check the DNS server',
};

/** Where and how long something was tried. */
export interface Attempt extends Operation {
  /** Host and port. */
  readonly host: string;
  readonly timeoutMs: number;
}

/**
 * Turns what a transport threw into a coded error. Only the error's code is taken over: messages
 * of HTTP clients quote URLs and headers.
 */
export function networkError(error: unknown, attempt: Attempt): NatPmpError {
  const { does, changes, host, timeoutMs } = attempt;
  const code = findCode(error);
  if (code === 'ETIMEDOUT' || /^UND_ERR_\w+_TIMEOUT$/.test(code)) {
    const advice = 'check the address, or ask less often: the API serves callers one by one';
    return new NatPmpError(
      'NATPMP_TIMEOUT',
      `Cannot ${does}: no answer from ${host} within ${timeoutMs} ms; ${advice}`,
      { retryable: true, ambiguous: changes },
    );
  }
  if (code === 'ERR_REPLY_TOO_LARGE' || code.startsWith('HPE_')) {
    return new NatPmpError(
      'NATPMP_UNEXPECTED_RESPONSE',
      `Cannot ${does}: the reply of ${host} is too large or not HTTP (${code}); check that the address is the one of the NAT-PMP HTTP API`,
      { ambiguous: changes },
    );
  }
  const action = `Cannot ${does}: ${host} is not reachable (${code})`;
  if (/CERT|TLS|SSL|SIGNATURE|ISSUER|EPROTO/.test(code)) {
    // OpenSSL's own codes: no certificate was seen, most often because plain http answers.
    const advice = /^ERR_SSL_|^EPROTO$/.test(code)
      ? 'it does not speak TLS as asked; check http against https'
      : 'its certificate is not trusted; use a transport that knows its authority';
    return new NatPmpError('NATPMP_UNREACHABLE', `${action}: ${advice}`);
  }
  const reason = NOT_CONNECTED[code];
  const advice = reason ?? 'the connection failed; check the address and that the API runs';
  return new NatPmpError('NATPMP_UNREACHABLE', `${action}: ${advice}`, {
    retryable: true,
    ambiguous: changes && reason === undefined,
  });
}

/** The first code in the chain of causes; a name in capitals, so that nothing else slips through. */
function findCode(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return 'UNKNOWN';
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(error.code)) {
    return error.code;
  }
  return findCode(error.cause, depth + 1);
}

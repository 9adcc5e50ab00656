import {
  type FailureKind,
  ofKind,
  type TlsReason,
  type TransportFailure,
} from '@portkeep/http/client';
import { NatPmpError, type NatPmpErrorCode } from './natpmp-error.ts';
import { CHECK_ADDRESS, type Operation } from './reply-failure.ts';

/** What happened, with the host before it, and what to do next. */
interface Explanation {
  readonly problem: string;
  readonly advice: string;
}

interface Meaning extends Explanation {
  readonly code: NatPmpErrorCode;
  readonly retryable: boolean;
}

const UNREACHABLE = 'NATPMP_UNREACHABLE';

/** Why there is no secure connection: nothing to try again before it is corrected. */
const TLS: Readonly<Record<TlsReason, Explanation>> = {
  untrusted: {
    problem: 'has a certificate that is not trusted',
    advice: 'use a transport that trusts the authority of the certificate',
  },
  'wrong-name': {
    problem: 'has a certificate for another name',
    advice: 'use the name in the certificate as the address',
  },
  expired: {
    problem: 'has a certificate that has expired',
    advice: 'renew the certificate, and check the clock of this machine',
  },
  'not-yet-valid': {
    problem: 'has a certificate that is not valid yet',
    advice: 'check the clocks of this machine and of the one that made the certificate',
  },
  'not-tls': {
    problem: 'does not speak TLS',
    advice: 'write http instead of https in the address, or check the port',
  },
  'no-common-version': {
    problem: 'speaks only versions of TLS that are not accepted here',
    advice: 'allow TLS 1.2 or newer in the proxy before the API',
  },
  'client-certificate': {
    problem: 'asks for a certificate of the client',
    advice: 'use a transport that has one, or do not ask for it in the proxy before the API',
  },
  other: {
    problem: 'could not be connected to by TLS',
    advice: 'check the TLS settings of the proxy before the API, and http against https',
  },
};

const MEANINGS: Readonly<Record<FailureKind, Meaning>> = {
  timeout: {
    code: 'NATPMP_TIMEOUT',
    problem: 'did not answer',
    advice: 'check the address, or ask less often: the API serves callers one by one',
    retryable: true,
  },
  refused: {
    code: UNREACHABLE,
    problem: 'refused the connection',
    advice: 'check the port and that the API runs',
    retryable: true,
  },
  unreachable: {
    code: UNREACHABLE,
    problem: 'is not reachable from here',
    advice: 'check the address and the network',
    retryable: true,
  },
  'name-not-found': {
    code: UNREACHABLE,
    problem: 'is not known to the DNS',
    advice: 'check the address and the DNS server',
    retryable: true,
  },
  tls: { code: UNREACHABLE, ...TLS.other, retryable: false },
  closed: {
    code: UNREACHABLE,
    problem: 'closed the connection before the reply was complete',
    advice: 'try again; if it lasts, check that the API runs, and http against https',
    retryable: true,
  },
  'not-http': {
    code: 'NATPMP_UNEXPECTED_RESPONSE',
    problem: 'did not answer in HTTP',
    advice: CHECK_ADDRESS,
    retryable: false,
  },
  'too-large': {
    code: 'NATPMP_UNEXPECTED_RESPONSE',
    problem: 'sent a longer reply than the API ever does',
    advice: CHECK_ADDRESS,
    retryable: false,
  },
  'port-blocked': {
    code: UNREACHABLE,
    problem: 'has a port that fetch refuses to use',
    advice: 'use another port for the API, e.g. 8080, or a transport without fetch',
    retryable: false,
  },
  'proxy-refused': {
    code: UNREACHABLE,
    problem: 'is not reachable through the proxy',
    advice: 'check the address of the proxy, and that it may connect to the API',
    retryable: true,
  },
  other: {
    code: UNREACHABLE,
    problem: 'is not reachable',
    advice: 'check the address and that the API runs, and try again',
    retryable: true,
  },
};

/** Where and how long something was tried. */
export interface Attempt extends Operation {
  /** Host and port. */
  readonly host: string;
  readonly timeoutMs: number;
}

/** The error for an exchange without a reply. */
export function networkError(failure: TransportFailure, attempt: Attempt): NatPmpError {
  const { does, changes, host, timeoutMs } = attempt;
  const meaning = ofKind(MEANINGS, failure);
  const { problem, advice } = failure.kind === 'tls' ? explainTls(failure) : meaning;
  const limit = failure.kind === 'timeout' ? ` within ${timeoutMs} ms` : '';
  return new NatPmpError(
    meaning.code,
    `Cannot ${does}: ${host} ${problem}${limit} (${failure.code})`,
    advice,
    { retryable: meaning.retryable, ambiguous: changes && failure.maybeSent },
  );
}

/** A newer version of the HTTP layer may know more reasons. */
function explainTls({ tlsReason = 'other' }: TransportFailure): Explanation {
  return Object.hasOwn(TLS, tlsReason) ? TLS[tlsReason] : TLS.other;
}

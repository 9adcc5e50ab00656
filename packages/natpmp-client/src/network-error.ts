import {
  type FailureKind,
  missingResource,
  ofKind,
  type TransportFailure,
} from '@portkeep/http/client';
import { NatPmpError, type NatPmpErrorCode } from './natpmp-error.ts';
import { CHECK_ADDRESS, type Operation } from './reply-failure.ts';

/** Where and how long something was tried. */
export interface Attempt extends Operation {
  /** Host and port. */
  readonly host: string;
  readonly timeoutMs: number;
}

/**
 * What a kind of failure becomes: its code, whether to try again, what to do next. The advice is
 * missing where it depends on the failure's own code.
 */
type Meaning = readonly [code: NatPmpErrorCode, retryable: boolean, advice?: string];

const UNREACHABLE = 'NATPMP_UNREACHABLE';
const NOT_THE_API: Meaning = ['NATPMP_UNEXPECTED_RESPONSE', false, CHECK_ADDRESS];

const MEANINGS: Readonly<Record<FailureKind, Meaning>> = {
  timeout: [
    'NATPMP_TIMEOUT',
    true,
    'check the address, or ask less often: the API serves callers one by one',
  ],
  refused: [UNREACHABLE, true, 'check the port and that the API runs'],
  unreachable: [UNREACHABLE, true, 'check the address and the network'],
  'name-not-found': [UNREACHABLE, true, 'check the address and the DNS server'],
  tls: [
    UNREACHABLE,
    false,
    'check http against https, the certificate and the clock; if the authority is your own, make it known, e.g. with NODE_EXTRA_CA_CERTS',
  ],
  closed: [UNREACHABLE, true, 'check that the API runs, and http against https'],
  'not-http': NOT_THE_API,
  'too-large': NOT_THE_API,
  'port-blocked': [UNREACHABLE, false, 'use another port, e.g. 8080'],
  'proxy-refused': [UNREACHABLE, true, 'check the proxy, and that it may connect to the API'],
  'no-resources': ['NATPMP_NO_RESOURCES', true],
  other: [UNREACHABLE, true, 'check the address and that the API runs'],
};

/** The error for an exchange without a usable reply. */
export function networkError(failure: TransportFailure, attempt: Attempt): NatPmpError {
  const { does, changes, host, timeoutMs } = attempt;
  const { maxBytes } = failure;
  const [code, retryable, advice] = ofKind(MEANINGS, failure);
  const limit = failure.kind === 'timeout' ? ` within ${timeoutMs} ms` : '';
  const longer = maxBytes
    ? `, longer than the ${maxBytes} bytes of the transport's "maxBytes"`
    : '';
  const reason = `${failure.tlsReason ?? failure.kind} (${failure.code})${longer}`;
  const details = { retryable, ambiguous: changes && failure.maybeSent };
  if (advice === undefined) {
    const [problem, remedy] = missingResource(failure.code);
    return new NatPmpError(code, `Cannot ${does}: ${problem} (${failure.code})`, remedy, details);
  }
  const problem = `no reply from ${host}${limit}: ${reason}`;
  return new NatPmpError(code, `Cannot ${does}: ${problem}`, advice, details);
}

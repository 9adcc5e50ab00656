import type { FailureKind, TlsReason } from '@portkeep/http';
import type { PiaErrorCode } from './pia-error.ts';

/** What a call without a reply means, in words that fit the kind of server. */
export interface FailureMeaning {
  readonly code: PiaErrorCode;
  /** Missing where the words depend on the failure's own code. */
  readonly public?: Words;
  readonly gateway?: Words;
}

type Words = readonly [problem: string, advice: string];

const CHECK_VPN = 'check that the VPN is up';
const CHECK_GATEWAY = 'check that the address is that of a PIA gateway';

const FAILED: FailureMeaning = {
  code: 'PIA_UNREACHABLE',
  public: [
    'the connection failed',
    'check that the internet and a DNS server can be reached from here',
  ],
  gateway: ['the connection to the gateway failed', CHECK_VPN],
};

const UNPROVEN = 'this server cannot prove that it belongs to PIA';
const NOT_PIA: FailureMeaning = {
  code: 'PIA_NOT_PIA',
  public: [UNPROVEN, 'check the address, and whether something intercepts the connection'],
  gateway: [UNPROVEN, CHECK_GATEWAY],
};

const OUT_OF_DATE = 'the certificate of this server is not valid by the clock of this machine';
const NOT_VALID_NOW: FailureMeaning = {
  code: 'PIA_CERTIFICATE_EXPIRED',
  public: [OUT_OF_DATE, 'check the clock'],
  gateway: [OUT_OF_DATE, 'check the clock, or change the VPN server'],
};

const ODD_ANSWER = 'the answer is not HTTP, or too large';
const UNEXPECTED: FailureMeaning = {
  code: 'PIA_UNEXPECTED_RESPONSE',
  public: [ODD_ANSWER, 'check the address'],
  gateway: [ODD_ANSWER, CHECK_GATEWAY],
};

const BLOCKED_PORT: Words = [
  '"fetch" never connects to this port',
  'check the port in the address',
];
const NO_PROXY: Words = [
  'the proxy does not answer, or does not connect to this server',
  'check that the proxy is up and allows the connection',
];

/** Why there is no secure connection. */
export const TLS_MEANINGS: Readonly<Record<TlsReason, FailureMeaning>> = {
  untrusted: NOT_PIA,
  'wrong-name': {
    code: 'PIA_WRONG_HOSTNAME',
    public: ['the certificate of the server is for another name', 'check the address'],
    gateway: [
      'the certificate of the gateway is for another name',
      'learn its name again: the VPN server has changed',
    ],
  },
  expired: NOT_VALID_NOW,
  'not-yet-valid': NOT_VALID_NOW,
  // PIA's servers speak TLS 1.2 or newer, and never ask for a certificate of the client.
  'not-tls': NOT_PIA,
  'no-common-version': NOT_PIA,
  'client-certificate': NOT_PIA,
  other: NOT_PIA,
};

/** Why there is no reply. */
export const MEANINGS: Readonly<Record<FailureKind, FailureMeaning>> = {
  timeout: {
    code: 'PIA_TIMEOUT',
    public: ['no answer in time', 'check the internet connection'],
    gateway: ['the gateway does not answer', CHECK_VPN],
  },
  refused: {
    code: 'PIA_CONNECTION_REFUSED',
    public: ['the server refuses the connection', 'check its address and the firewall'],
    gateway: [
      'the gateway refuses the connection',
      'check its address, and that the region offers port forwarding',
    ],
  },
  unreachable: FAILED,
  'name-not-found': FAILED,
  tls: TLS_MEANINGS.other,
  closed: FAILED,
  'not-http': UNEXPECTED,
  'too-large': UNEXPECTED,
  // As where the runtime tries the port (Bun): only another address helps.
  'port-blocked': { code: 'PIA_CONNECTION_REFUSED', public: BLOCKED_PORT, gateway: BLOCKED_PORT },
  'proxy-refused': { code: 'PIA_UNREACHABLE', public: NO_PROXY, gateway: NO_PROXY },
  'no-resources': { code: 'PIA_NO_RESOURCES' },
  other: FAILED,
};

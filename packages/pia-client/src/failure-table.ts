import type { FailureKind, TlsReason } from '@portkeep/http';
import type { PiaErrorCode } from './pia-error.ts';

/** Which server a call is for: one of PIA's public hosts, a tunnel's gateway, a VPN server from outside. */
export type Peer = 'public' | 'gateway' | 'server';

/** What a call without a reply means, in words that fit the kind of server. */
export interface FailureMeaning extends Readonly<Partial<Record<Peer, Words>>> {
  readonly code: PiaErrorCode;
  // The words are missing where they depend on the failure's own code.
}

/** What is wrong, and what to do. */
export type Words = readonly [problem: string, advice: string];

const CHECK_VPN = 'check that the VPN is up';
const OTHER_SERVER = 'check the internet connection, or use another server';
const CHECK_SERVER = 'check that the address is that of a PIA server';
const CHECK_GATEWAY = 'check that the address is that of a PIA gateway';

const FAILED: FailureMeaning = {
  code: 'PIA_UNREACHABLE',
  public: [
    'the connection failed',
    'check that the internet and a DNS server can be reached from here',
  ],
  gateway: ['the connection to the gateway failed', CHECK_VPN],
  server: ['the connection to the server failed', OTHER_SERVER],
};

const UNPROVEN = 'this server cannot prove that it belongs to PIA';
const NOT_PIA: FailureMeaning = {
  code: 'PIA_NOT_PIA',
  public: [UNPROVEN, 'check the address, and whether something intercepts the connection'],
  gateway: [UNPROVEN, CHECK_GATEWAY],
  server: [UNPROVEN, CHECK_SERVER],
};

const OUT_OF_DATE = 'the certificate of this server is not valid by the clock of this machine';
const NOT_VALID_NOW: FailureMeaning = {
  code: 'PIA_CERTIFICATE_EXPIRED',
  public: [OUT_OF_DATE, 'check the clock'],
  gateway: [OUT_OF_DATE, 'check the clock, or change the VPN server'],
  server: [OUT_OF_DATE, 'check the clock, or use another server'],
};

const ODD_ANSWER = 'the answer is not HTTP, or too large';
const UNEXPECTED: FailureMeaning = {
  code: 'PIA_UNEXPECTED_RESPONSE',
  public: [ODD_ANSWER, 'check the address'],
  gateway: [ODD_ANSWER, CHECK_GATEWAY],
  server: [ODD_ANSWER, CHECK_SERVER],
};

const BLOCKED_PORT: Words = [
  '"fetch" never connects to this port',
  'check the port in the address',
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
    server: [
      'the certificate of the server is for another name',
      'look the server up again in the server list, or use another one',
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
    server: ['the server does not answer', OTHER_SERVER],
  },
  refused: {
    code: 'PIA_CONNECTION_REFUSED',
    public: ['the server refuses the connection', 'check its address and the firewall'],
    gateway: [
      'the gateway refuses the connection',
      'check its address, and that the region offers port forwarding',
    ],
    server: ['the server refuses the connection', 'use another server'],
  },
  unreachable: FAILED,
  'name-not-found': FAILED,
  tls: TLS_MEANINGS.other,
  closed: FAILED,
  'not-http': UNEXPECTED,
  'too-large': UNEXPECTED,
  // As where the runtime tries the port (Bun): only another address helps.
  'port-blocked': {
    code: 'PIA_CONNECTION_REFUSED',
    public: BLOCKED_PORT,
    gateway: BLOCKED_PORT,
    server: BLOCKED_PORT,
  },
  // The words depend on what the proxy answered.
  'proxy-refused': { code: 'PIA_PROXY_REFUSED' },
  'no-resources': { code: 'PIA_NO_RESOURCES' },
  other: FAILED,
};

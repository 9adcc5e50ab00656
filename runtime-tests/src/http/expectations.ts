import type { HostileName } from '../hostile/hostile-servers.ts';

const CLOSED = 'closed ECONNRESET, maybe sent';
const NOT_HTTP = 'not-http HPE_INVALID, maybe sent';
const TIMEOUT = 'timeout ETIMEDOUT, maybe sent';
const TOO_LARGE = 'too-large ERR_REPLY_TOO_LARGE, maybe sent';
const UPGRADE = 'not-http ERR_REPLY_UPGRADE, maybe sent';
const OK = '200 "ok"';

/** What a GET to each server becomes, with every transport on every runtime. */
export const EXPECTED: Readonly<Record<HostileName, string>> = {
  '101': UPGRADE,
  fin: CLOSED,
  'fin-at-once': CLOSED,
  'fin-after-interim': CLOSED,
  rst: CLOSED,
  'torn-length': CLOSED,
  'torn-chunk': CLOSED,
  'torn-chunk-rst': CLOSED,
  'torn-header': CLOSED,
  longer: OK,
  'longer-junk': OK,
  'chunk-garbage': NOT_HTTP,
  'chunk-garbage-open': NOT_HTTP,
  'chunk-extension-endless': NOT_HTTP,
  'trailer-flood': NOT_HTTP,
  'te-and-length': NOT_HTTP,
  'two-lengths': NOT_HTTP,
  'header-flood': NOT_HTTP,
  'header-flood-endless': NOT_HTTP,
  'header-nul': NOT_HTTP,
  'status-text': NOT_HTTP,
  '1xx-flood': 'not-http ERR_REPLY_INTERIM, maybe sent',
  '1xx-then-ok': OK,
  '421': '421 "no"',
  cookies: OK,
  'http-1.0': OK,
  ssh: NOT_HTTP,
  'ssh-open': NOT_HTTP,
  silent: TIMEOUT,
  dribble: TIMEOUT,
  'stall-body': TIMEOUT,
  flood: TOO_LARGE,
  'one-byte-chunks': '200 20000 letters',
  gzip: '200 "hello"',
  redirect: '302 ""',
  'https-on-http': 'tls/not-tls ERR_SSL_WRONG_VERSION_NUMBER, unsent',
  'https-on-http-silent-close': 'closed ECONNRESET, unsent',
  'tls-stall': 'timeout ETIMEDOUT, unsent',
  'tls-good': OK,
  'tls-untrusted': 'tls/untrusted UNABLE_TO_VERIFY_LEAF_SIGNATURE, unsent',
  'tls-self': 'tls/untrusted DEPTH_ZERO_SELF_SIGNED_CERT, unsent',
  'tls-wrong': 'tls/wrong-name ERR_TLS_CERT_ALTNAME_INVALID, unsent',
  'tls-expired': 'tls/expired CERT_HAS_EXPIRED, unsent',
  'tls-future': 'tls/not-yet-valid CERT_NOT_YET_VALID, unsent',
  'tls-wrong-purpose': 'tls/untrusted INVALID_PURPOSE, unsent',
  'tls-unknown-extension': 'tls/untrusted UNSPECIFIED, unsent',
  'tls-old': 'tls/no-common-version ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION, unsent',
  'tls-client-cert': 'tls/client-certificate ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED, unsent',
  'tls-client-cert-1.2': 'tls/other ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE, unsent',
  'tls-session': '200 "new"',
  'tls-407': '407 "no"',
  'tls-fin': CLOSED,
  'http-on-https': CLOSED,
  refused: 'refused ECONNREFUSED, unsent',
  name: 'name-not-found ENOTFOUND, unsent',
  'no-route': 'unreachable ENETUNREACH, unsent',
  'blocked-port': 'refused ECONNREFUSED, unsent',
};

/** All servers. The table's type has no other keys. */
export const HOSTILE_NAMES = Object.keys(EXPECTED) as readonly HostileName[];

import type { HostileName } from '../hostile/hostile-servers.ts';
import type { Runtime } from '../runtime.ts';
import type { TransportName } from './transports.ts';

/** A case in which a runtime cannot do what all others do. The contract fails once it can. */
export interface Exception {
  readonly servers: readonly HostileName[];
  readonly transports: readonly TransportName[];
  readonly runtimes: readonly Runtime[];
  /** What the visit becomes instead. */
  readonly becomes: string;
  readonly because: string;
}

const ALL: readonly Runtime[] = ['Node.js', 'Deno', 'Bun'];
const NODE: readonly TransportName[] = ['node', 'node with ca'];
const CLOSED = 'closed ECONNRESET, maybe sent';
const TIMEOUT = 'timeout ETIMEDOUT, maybe sent';
const UNTIMED = 'fetch does not say whether the connection was ready';
const UNTRUSTED = 'tls/untrusted UNABLE_TO_VERIFY_LEAF_SIGNATURE, unsent';

/** All of them. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    servers: ['1xx-flood'],
    transports: ['ky'],
    runtimes: ALL,
    becomes: TIMEOUT,
    because: 'fetch hides interim replies and does not count them',
  },
  {
    servers: ['chunk-extension-endless'],
    transports: ['ky'],
    runtimes: ['Node.js', 'Bun'],
    becomes: TIMEOUT,
    because: 'fetch skips the extension of a chunk, no matter how long it is',
  },
  {
    servers: ['chunk-extension-endless'],
    transports: NODE,
    runtimes: ['Deno'],
    becomes: TIMEOUT,
    because: 'Deno has no limit for the extension of a chunk, which Node.js has since 2024',
  },
  {
    servers: ['trailer-flood'],
    transports: ['ky'],
    runtimes: ['Bun'],
    becomes: TIMEOUT,
    because: 'fetch skips trailers, no matter how long they are',
  },
  {
    servers: ['chunk-garbage', 'chunk-garbage-open', 'chunk-extension-endless', 'trailer-flood'],
    transports: ['ky'],
    runtimes: ['Deno'],
    becomes: CLOSED,
    because: 'fetch has the same text for every body that breaks off: "error reading a body"',
  },
  {
    servers: ['te-and-length'],
    transports: ['ky'],
    runtimes: ['Deno', 'Bun'],
    becomes: '200 "ok"',
    because: 'fetch ignores the length, as RFC 9112 (6.3) allows',
  },
  {
    servers: ['gzip'],
    transports: NODE,
    runtimes: ALL,
    becomes:
      '200 "\\u001f�\\b\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0003�H���\\u0007\\u0000��\\u00106\\u0005\\u0000\\u0000\\u0000"',
    because: 'node:http does not ask for an encoding and decodes none',
  },
  {
    servers: ['blocked-port'],
    transports: ['ky'],
    runtimes: ['Node.js', 'Deno'],
    becomes: 'port-blocked ERR_BLOCKED_PORT, unsent',
    because: 'fetch refuses to use some ports; Bun and node:http do not',
  },
  {
    servers: ['no-route'],
    transports: NODE,
    runtimes: ['Bun'],
    becomes: 'refused ECONNREFUSED, unsent',
    because: 'node:net says ECONNREFUSED whatever the reason is',
  },
  {
    servers: ['421'],
    transports: ['ky'],
    runtimes: ['Node.js'],
    becomes: 'not-http ERR_REPLY_MISDIRECTED, maybe sent',
    because: 'fetch sends the request again, as its standard says, and can only be kept from that',
  },
  {
    servers: ['tls-407'],
    transports: ['ky'],
    runtimes: ['Node.js'],
    becomes: 'other UNKNOWN, maybe sent',
    because: 'fetch gives no reply with the status 407, which its standard reserves for proxies',
  },
  {
    servers: ['tls-stall'],
    transports: ['ky'],
    runtimes: ['Deno', 'Bun'],
    becomes: TIMEOUT,
    because: UNTIMED,
  },
  {
    servers: ['tls-stall'],
    transports: ['ky'],
    runtimes: ['Node.js'],
    becomes: `${TIMEOUT}, 1 left open`,
    because: 'fetch does not say whether the connection was ready, and goes on waiting for it',
  },
  {
    servers: ['https-on-http-silent-close'],
    transports: ['ky'],
    runtimes: ['Bun'],
    becomes: CLOSED,
    because: UNTIMED,
  },
  {
    servers: ['https-on-http'],
    transports: ['ky'],
    runtimes: ['Bun'],
    becomes: 'tls/not-tls EPROTO, maybe sent',
    because: 'fetch has one code for every handshake that fails',
  },
  {
    servers: ['https-on-http'],
    transports: ['ky'],
    runtimes: ['Node.js'],
    becomes: 'tls/not-tls ERR_SSL_WRONG_VERSION_NUMBER, maybe sent',
    because: UNTIMED,
  },
  {
    servers: ['tls-old'],
    transports: ['ky'],
    runtimes: ['Node.js'],
    becomes: 'tls/no-common-version ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION, maybe sent',
    because: UNTIMED,
  },
  {
    servers: ['tls-client-cert'],
    transports: ['ky'],
    runtimes: ['Deno'],
    becomes: 'tls/client-certificate ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED, maybe sent',
    because: UNTIMED,
  },
  {
    servers: ['tls-old', 'tls-client-cert', 'tls-client-cert-1.2'],
    transports: ['ky'],
    runtimes: ['Bun'],
    becomes: 'tls/not-tls EPROTO, maybe sent',
    because: 'fetch has one code for every handshake that fails, and most of those are not TLS',
  },
  {
    servers: ['tls-client-cert'],
    transports: ['ky'],
    runtimes: ['Node.js'],
    becomes: CLOSED,
    because: 'undici drops the alert that comes after the handshake',
  },
  {
    servers: ['tls-expired', 'tls-future', 'tls-wrong-purpose', 'tls-unknown-extension'],
    transports: NODE,
    runtimes: ['Deno'],
    becomes: UNTRUSTED,
    because: 'node:tls has one code for every chain that is not accepted',
  },
  {
    servers: ['tls-self', 'tls-wrong-purpose', 'tls-unknown-extension'],
    transports: ['ky'],
    runtimes: ['Deno'],
    becomes: UNTRUSTED,
    because: 'fetch does not say in a stable text what is wrong with a certificate',
  },
];

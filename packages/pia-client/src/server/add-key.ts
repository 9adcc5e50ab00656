import type { HttpReply, HttpRequest } from '@portkeep/http';
import { parseJson } from '@portkeep/http/client';
import * as v from 'valibot';
import { HostAddress } from '../host-address.ts';
import { PortNumber } from '../port-number.ts';
import { readReplyBody } from '../reply-body.ts';
import { replyFailure } from '../reply-failure.ts';
import { serverUrl } from '../server-url.ts';
import { ADD_KEY } from './add-key-action.ts';
import { addKeyReplyFailure } from './add-key-reply-failure.ts';
import { PIA_SERVER_PORT, type ServerAddress } from './server-address.ts';
import { type ServerLogin, serverCredentials } from './server-login.ts';
import { WireGuardKey } from './wireguard-key.ts';
import type { WireGuardPeer } from './wireguard-peer.ts';

/** Some servers send the address with a prefix length, some without. */
const PeerAddress = v.pipe(
  v.string(),
  v.transform((text) => text.replace(/\/(?:\d|[12]\d|3[0-2])$/, '')),
  HostAddress,
);
const Digits = v.pipe(v.string(), v.regex(/^\d{1,5}$/), v.transform(Number));

const AddKeySchema = v.object({
  server_key: WireGuardKey,
  server_ip: HostAddress,
  server_port: v.pipe(v.union([v.number(), Digits]), PortNumber),
  server_vip: HostAddress,
  peer_ip: PeerAddress,
  peer_pubkey: v.string(),
  dns_servers: v.nullish(v.array(HostAddress), []),
});

/** The key to register, and the login for it. */
export type AddKeyInput = ServerLogin & {
  /** The public key of this end of the tunnel: base64 of 32 bytes. */
  readonly publicKey: string;
};

/**
 * Builds the request that registers a WireGuard key.
 *
 * @throws {PiaError} `PIA_LOGIN_EXPIRED` without a token, or without a dedicated IP's token and
 * address.
 * @throws {TypeError} When `publicKey` is not a WireGuard key, or `hostname` not a host name.
 *
 * @example
 * ```ts
 * import { createWireGuardKeyPair, encodeAddKey } from '@portkeep/pia-client';
 *
 * const { publicKey } = await createWireGuardKeyPair();
 * const { url } = encodeAddKey({ hostname: 'amsterdam447', token: 'a+b', publicKey });
 * if (new URL(url).searchParams.get('pubkey') !== publicKey) throw new Error('unreachable');
 * ```
 */
export function encodeAddKey(input: ServerAddress & AddKeyInput): HttpRequest {
  const { query, headers } = serverCredentials(input);
  const { hostname, port = PIA_SERVER_PORT, publicKey } = input;
  if (!v.is(WireGuardKey, publicKey)) {
    throw new TypeError(
      'Cannot use "publicKey": it is not a WireGuard key; give base64 of 32 bytes, e.g. from createWireGuardKeyPair()',
    );
  }
  // Not `repeatable`: of two keys of an account at one server, the first ends.
  return {
    method: 'GET',
    url: serverUrl({ hostname, port }, '/addKey', { ...query, pubkey: publicKey }),
    headers: { accept: 'application/json', ...headers },
  };
}

/** What {@link decodeAddKey} knows besides the reply. */
export interface DecodeAddKeyOptions {
  /** The key that was to be registered: the server must name the same. */
  readonly publicKey: string;
  /** The present time in epoch milliseconds. @default {Date.now()} */
  readonly now?: number | undefined;
}

/**
 * Reads the answer to the registration of a key. Nothing of it comes out that is not the key, the
 * IPv4 address or the port that it must be.
 *
 * @throws {PiaError} `PIA_LOGIN_EXPIRED`, `PIA_KEY_MISMATCH`, `PIA_RATE_LIMITED`,
 * `PIA_SERVER_ERROR` or `PIA_UNEXPECTED_RESPONSE`.
 *
 * @example
 * ```ts
 * import { decodeAddKey } from '@portkeep/pia-client';
 *
 * const publicKey = `${'A'.repeat(43)}=`;
 * const body = JSON.stringify({
 *   status: 'OK',
 *   server_key: `${'B'.repeat(42)}A=`,
 *   server_ip: '192.0.2.1',
 *   server_port: 1337,
 *   server_vip: '10.9.128.1',
 *   peer_ip: '10.9.155.222/32',
 *   peer_pubkey: publicKey,
 *   dns_servers: ['10.0.0.243'],
 * });
 * const { address } = decodeAddKey({ status: 200, headers: {}, body }, { publicKey });
 * if (address !== '10.9.155.222') throw new Error('unreachable');
 * ```
 */
export function decodeAddKey(reply: HttpReply, options: DecodeAddKeyOptions): WireGuardPeer {
  const failed = { action: ADD_KEY, reply, now: options.now ?? Date.now() };
  if (reply.status !== 200 || readReplyBody(reply).status !== 'OK') {
    throw addKeyReplyFailure(failed);
  }
  const answer = v.safeParse(AddKeySchema, parseJson(reply.body));
  if (!answer.success) {
    throw replyFailure(
      failed,
      'PIA_UNEXPECTED_RESPONSE',
      `"${v.getDotPath(answer.issues[0])}" in the answer is missing or not valid`,
      'use another server, or look for a newer version of this package',
    );
  }
  const { server_key, server_ip, server_port, server_vip, peer_ip, ...more } = answer.output;
  if (more.peer_pubkey !== options.publicKey) {
    throw replyFailure(
      failed,
      'PIA_KEY_MISMATCH',
      'the server registered another key than it was given',
      'use another server',
    );
  }
  return {
    serverKey: server_key,
    endpoint: { address: server_ip, port: server_port },
    gateway: server_vip,
    address: peer_ip,
    dnsServers: more.dns_servers,
  };
}

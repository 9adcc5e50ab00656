import * as v from 'valibot';
import { type WireGuardKey, wireGuardKey } from '../values/wireguard-key.ts';

/** A peer of the WireGuard interface. */
export interface WireGuardPeerState {
  readonly publicKey: WireGuardKey;
  /** As `address:port`. */
  readonly endpoint: string | undefined;
  /** The time of the last handshake, epoch ms. */
  readonly handshakeAt: number | undefined;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

/** The WireGuard interface, without its private key. */
export interface WireGuardState {
  readonly publicKey: WireGuardKey | undefined;
  readonly listenPort: number;
  readonly peers: readonly WireGuardPeerState[];
}

const number = v.pipe(v.string(), v.digits(), v.transform(Number));
const text = v.string();

/** Private key, public key, port, mark. The first must not leave this file. */
const interfaceLine = v.pipe(
  v.tuple([text, v.union([v.literal('(none)'), v.pipe(text, wireGuardKey)]), number, text]),
  v.transform(([, publicKey, listenPort]) => ({
    publicKey: publicKey === '(none)' ? undefined : publicKey,
    listenPort,
  })),
);

/** Public key, preshared key, endpoint, allowed addresses, handshake, received, sent, keepalive. */
const peerLine = v.pipe(
  v.tuple([v.pipe(text, wireGuardKey), text, text, text, number, number, number, text]),
  v.transform(([publicKey, , endpoint, , handshake, receivedBytes, sentBytes]) => ({
    publicKey,
    endpoint: endpoint === '(none)' ? undefined : endpoint,
    handshakeAt: handshake === 0 ? undefined : handshake * 1_000,
    receivedBytes,
    sentBytes,
  })),
);

/**
 * Reads what `wg show INTERFACE dump` prints.
 *
 * @returns `undefined` if it cannot be understood; no error could say why without quoting the key.
 */
export function readWireGuard(dump: string): WireGuardState | undefined {
  const [first = [], ...rest] = dump
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const own = v.safeParse(interfaceLine, first);
  const peers = v.safeParse(v.array(peerLine), rest);
  return own.success && peers.success ? { ...own.output, peers: peers.output } : undefined;
}

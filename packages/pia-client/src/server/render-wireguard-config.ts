import * as v from 'valibot';
import { HostAddress } from '../host-address.ts';
import { PortNumber } from '../port-number.ts';
import { WireGuardKey } from './wireguard-key.ts';
import type { WireGuardPeer } from './wireguard-peer.ts';

/** How {@link renderWireGuardConfig} writes a configuration. */
export interface WireGuardConfigOptions {
  /**
   * For which program: `setconf` for `wg setconf`, which knows nothing of addresses, DNS and MTU;
   * `wg-quick` for wg-quick and other programs that set up the whole tunnel.
   */
  readonly style: 'setconf' | 'wg-quick';
  /** The private key of this end. It stands in the text: keep the file from other users. */
  readonly privateKey: string;
  /** The UDP port of this end. @default {one that is free} */
  readonly listenPort?: number | undefined;
  /** How often to send something when nothing else is sent, in seconds; 0 for never. @default {25} */
  readonly keepaliveSeconds?: number | undefined;
  /** The MTU of the tunnel, 576 to 65535, only with `wg-quick`. @default {wg-quick decides} */
  readonly mtu?: number | undefined;
  /** DNS servers, IPv4, only with `wg-quick`; `[]` for none. @default {those of the peer} */
  readonly dns?: readonly string[] | undefined;
}

const Seconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535));
const Mtu = v.pipe(v.number(), v.integer(), v.minValue(576), v.maxValue(65_535));

/**
 * Writes the configuration of a tunnel that takes all IPv4 traffic. PIA has no IPv6: block it.
 *
 * @param peer What `addKey` returned.
 * @param options For which program, the private key, and settings.
 * @returns The text of the file, with the private key in it.
 * @throws {TypeError} When a part of `peer` or an option is not what it must be; a private key is
 * not quoted.
 *
 * @example
 * ```ts
 * import { renderWireGuardConfig, type WireGuardPeer } from '@portkeep/pia-client';
 *
 * function quickConfig(peer: WireGuardPeer, privateKey: string): string {
 *   return renderWireGuardConfig(peer, { style: 'wg-quick', privateKey, mtu: 1420 });
 * }
 * ```
 */
export function renderWireGuardConfig(
  peer: WireGuardPeer,
  options: WireGuardConfigOptions,
): string {
  const { style, listenPort, keepaliveSeconds = 25, mtu, dns = peer.dnsServers } = options;
  const privateKey = check('privateKey', WireGuardKey, options.privateKey, KEY);
  const serverKey = check('serverKey', WireGuardKey, peer.serverKey, KEY);
  const { port } = peer.endpoint;
  const endpoint = `${address('endpoint', peer.endpoint.address)}:${check('endpoint', PortNumber, port, PORT)}`;
  const keepalive = check('keepaliveSeconds', Seconds, keepaliveSeconds, 'give 0 to 65535');
  const lines = ['[Interface]', `PrivateKey = ${privateKey}`];
  if (listenPort !== undefined) {
    lines.push(`ListenPort = ${check('listenPort', PortNumber, listenPort, PORT)}`);
  }
  if (style === 'wg-quick') {
    lines.push(`Address = ${address('address', peer.address)}/32`);
    if (dns.length > 0) {
      lines.push(`DNS = ${dns.map((server) => address('dns', server)).join(', ')}`);
    }
    if (mtu !== undefined) lines.push(`MTU = ${check('mtu', Mtu, mtu, 'give 576 to 65535')}`);
  } else if (style !== 'setconf') {
    throw new TypeError('Cannot use "style": give "setconf" or "wg-quick"');
  }
  lines.push('', '[Peer]', `PublicKey = ${serverKey}`, 'AllowedIPs = 0.0.0.0/0');
  lines.push(`Endpoint = ${endpoint}`);
  if (keepalive > 0) lines.push(`PersistentKeepalive = ${keepalive}`);
  return `${lines.join('\n')}\n`;
}

const KEY = 'it is not a WireGuard key; give base64 of 32 bytes';
const PORT = 'it is not a port; give 1 to 65535';

function address(name: string, given: string): string {
  return check(name, HostAddress, given, 'it is not the IPv4 address of a host');
}

/** A peer may come from a file, and its texts must not add a line to the configuration. */
function check<T>(name: string, schema: v.GenericSchema<T>, given: T, advice: string): T {
  if (v.is(schema, given)) return given;
  throw new TypeError(`Cannot use "${name}": ${advice}`);
}

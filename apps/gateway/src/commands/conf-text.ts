import { renderWireGuardConfig, type WireGuardPeer } from '@portkeep/pia-client/core';
import type { GatewayValues } from '../variables.ts';

/** A key that a server has just taken. */
export interface RegisteredKey {
  readonly peer: WireGuardPeer;
  readonly privateKey: string;
  readonly region: string | null;
  /** The name of the server, to which its certificate belongs. */
  readonly hostname: string;
  /** Whether PIA forwards ports there. */
  readonly forwards: boolean;
  /** ISO 8601. */
  readonly registeredAt: string;
  /** What did not work on the way, a line each. */
  readonly notes: readonly string[];
}

const LIFETIME = [
  'PIA names no end for a key. The server forgets it when it restarts, and after a time without traffic:',
  'hours at most servers, minutes at some. The tunnel is then silent, and only a new key helps: run conf again.',
  'A second key of this account at this server ends the first one.',
  'The private key is all that it takes to use the tunnel: keep this text from others.',
];
const KEEPALIVE_S = 25;

/** The configuration with a key, for wg-quick or for gluetun. */
export function confText(
  style: 'wg-quick' | 'gluetun',
  key: RegisteredKey,
  { wireguardMtu: mtu, tunnelDns: dns }: Pick<GatewayValues, 'wireguardMtu' | 'tunnelDns'>,
): string {
  const { peer, privateKey, region, hostname, registeredAt, notes } = key;
  const place = region === null ? hostname : `${hostname} in ${region}`;
  const about = [...notes, `Registered at ${place} on ${registeredAt}.`, ...LIFETIME];
  const text =
    style === 'gluetun'
      ? gluetunBlock(key)
      : renderWireGuardConfig(peer, { style, privateKey, mtu, dns });
  return `${about.map((line) => `# ${line}\n`).join('')}${text}`;
}

/** The part of a service in a Compose file; Compose fills in the login. */
function gluetunBlock({ peer, privateKey, hostname, forwards }: RegisteredKey): string {
  const { endpoint, serverKey, address } = peer;
  const tunnel = {
    VPN_SERVICE_PROVIDER: 'custom',
    VPN_TYPE: 'wireguard',
    WIREGUARD_ENDPOINT_IP: endpoint.address,
    WIREGUARD_ENDPOINT_PORT: String(endpoint.port),
    WIREGUARD_PUBLIC_KEY: serverKey,
    WIREGUARD_PRIVATE_KEY: privateKey,
    WIREGUARD_ADDRESSES: `${address}/32`,
    WIREGUARD_PERSISTENT_KEEPALIVE_INTERVAL: `${KEEPALIVE_S}s`,
  };
  const port = {
    VPN_PORT_FORWARDING: 'on',
    VPN_PORT_FORWARDING_PROVIDER: 'private internet access',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Compose replaces it.
    VPN_PORT_FORWARDING_USERNAME: '${PIA_USER}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Compose replaces it.
    VPN_PORT_FORWARDING_PASSWORD: '${PIA_PASS}',
    SERVER_NAMES: hostname,
  };
  return [
    '# The names are those of gluetun’s documentation; this has not been tested with gluetun at a real server of PIA.',
    ...(forwards
      ? ['# Compose takes PIA_USER and PIA_PASS from the file .env beside the Compose file.']
      : ['# PIA forwards no ports in this region.']),
    'environment:',
    ...Object.entries({ ...tunnel, ...(forwards ? port : {}) }).map(
      ([name, value]) => `  ${name}: ${JSON.stringify(value)}`,
    ),
    '',
  ].join('\n');
}

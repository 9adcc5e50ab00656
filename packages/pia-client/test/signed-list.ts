import { generateKeyPairSync, sign } from 'node:crypto';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The key that {@link signedList} signs with. */
export const LIST_KEY: string = publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** Signs a text the way PIA signs its lists. */
export function signedText(json: string): string {
  const signature = sign('sha256', Buffer.from(json), privateKey).toString('base64');
  return `${json}\n\n${signature.replace(/.{64}/g, '$&\n')}\n`;
}

/** A signed list that is long enough to be accepted. */
export function signedList(regions: readonly unknown[], padding = 1_000): string {
  return signedText(
    JSON.stringify({
      groups: { odd: [7], wg: [{ name: 'wireguard', ports: [1337] }] },
      regions,
      padding: ' '.repeat(padding),
    }),
  );
}

/** A region as the lists of version 6 and 7 have it. */
export function region(id: string, changes: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    id,
    name: id.toUpperCase(),
    country: 'NL',
    auto_region: true,
    dns: `${id}.privacy.network`,
    port_forward: true,
    geo: false,
    offline: false,
    servers: {
      meta: [{ ip: '192.0.2.1', cn: `${id}401` }],
      wg: [{ ip: '192.0.2.2', cn: 'Server-11555-2a' }],
      ovpnudp: [{ ip: '192.0.2.3', cn: `${id}402`, van: false }],
    },
    ...changes,
  };
}

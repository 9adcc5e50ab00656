/** A public key of this end of the tunnel. */
export const PUBLIC_KEY = `${'abcDEF01+/'.repeat(4)}xyA=`;
/** A public key of the server. */
export const SERVER_KEY = `${'s'.repeat(42)}0=`;

/** The answer to addKey, as a server of PIA's gives it. */
export function addKeyAnswer(changes: Readonly<Record<string, unknown>> = {}): object {
  return {
    status: 'OK',
    server_key: SERVER_KEY,
    server_port: 1337,
    server_ip: '192.0.2.2',
    server_vip: '10.9.128.1',
    peer_ip: '10.9.155.222',
    peer_pubkey: PUBLIC_KEY,
    dns_servers: ['10.0.0.243', '10.0.0.242'],
    ...changes,
  };
}

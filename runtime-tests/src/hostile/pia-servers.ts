import type { Socket } from 'node:net';
import { replyAndEnd } from './after-request.ts';
import type { Behaviour } from './hostile-server.ts';

/** The public key of PIA's VPN servers here. */
export const SERVER_KEY = `${'s'.repeat(42)}0=`;

const DEDICATED_IPS = JSON.stringify([
  { dip_token: 'DIPold', status: 'expired' },
  { dip_token: 'DIPx', status: 'active', ip: '192.0.2.7', cn: 'a1', dip_expire: 1, id: 'nl' },
]);

/** Servers of PIA's, good and bad: VPN servers with TLS, and its API without. */
export const PIA_SERVERS = {
  'tls-pia': vpnServer({}),
  'tls-pia-other-key': vpnServer({ peer_pubkey: `${'x'.repeat(42)}0=` }),
  'tls-pia-refusal': vpnServer({ status: 'ERROR', message: 'Login failed!' }),
  'pia-dedicated-ips': replyAndEnd(ending('200 OK', DEDICATED_IPS)),
  'pia-access-denied': replyAndEnd(ending('401 Unauthorized', 'HTTP Token: Access denied.')),
} satisfies Record<string, Behaviour>;

function vpnServer(changes: Readonly<Record<string, unknown>>): Behaviour {
  return (socket: Socket) =>
    void socket.once('data', (data) => {
      const [, path = '/'] = data.toString('latin1').split(' ');
      const { searchParams } = new URL(path, 'https://127.0.0.1/');
      const answer = {
        status: 'OK',
        server_key: SERVER_KEY,
        server_port: 1337,
        server_ip: '192.0.2.2',
        server_vip: '10.9.128.1',
        peer_ip: '10.9.155.222/32',
        peer_pubkey: searchParams.get('pubkey'),
        dns_servers: ['10.0.0.243', '10.0.0.242'],
        ...changes,
      };
      socket.end(ending('200 OK', JSON.stringify(answer, undefined, 4)));
    });
}

function ending(status: string, body: string): string {
  return `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

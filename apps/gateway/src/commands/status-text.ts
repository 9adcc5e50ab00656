import type { GatewayPage } from './gateway-page.ts';

const UNKNOWN = '–';
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
const WIDTH = 15;

/** The status of the gateway, a line for each thing that a person asks about. */
export function statusText(page: GatewayPage): string {
  const { region, hostname, endpoint, peer_ip, handshake_age_seconds, received_bytes } = page;
  const { sent_bytes, dns, tunnel_renew_at, renew_at, last_error } = page;
  const age = handshake_age_seconds === null ? null : `${handshake_age_seconds} s ago`;
  const lines: readonly (readonly [string, string | null])[] = [
    ['tunnel', page.tunnel_state],
    ['region', region],
    ['server', hostname],
    ['exit endpoint', endpoint],
    ['address', peer_ip],
    ['handshake', age],
    ['received', received_bytes === null ? null : bytes(received_bytes)],
    ['sent', sent_bytes === null ? null : bytes(sent_bytes)],
    ['DNS', dns],
    ['port', portLine(page)],
    ['next renewals', `tunnel ${tunnel_renew_at ?? UNKNOWN}, port ${renew_at ?? UNKNOWN}`],
    ['last error', last_error ?? 'none'],
  ];
  return lines.map(([title, text]) => `${title.padEnd(WIDTH)}${text ?? UNKNOWN}\n`).join('');
}

function portLine({ port, forward_to }: GatewayPage): string {
  if (forward_to === null) return 'FORWARD_TO is not set';
  if (port === null) return `none yet → ${forward_to}`;
  return `${port} → ${forward_to.includes(':') ? forward_to : `${forward_to}:${port}`}`;
}

function bytes(count: number): string {
  let [amount, unit] = [count, 0];
  while (amount >= 1_000 && unit < UNITS.length - 1) {
    amount /= 1_000;
    unit += 1;
  }
  return `${unit === 0 ? amount : amount.toFixed(1)} ${UNITS[unit]}`;
}

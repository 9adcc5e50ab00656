import { isoSeconds, type Log } from '@portkeep/app-host';
import type { EventLog } from '@portkeep/port-app';
import type { LeaseEvent } from '@portkeep/port-lease';
import type { Tunnel } from './tunnel.ts';

/** Logs an event of the tunnel. */
export function logTunnel(
  event: LeaseEvent<Tunnel>,
  events: Pick<EventLog, 'trouble' | 'over'>,
  log: Log,
): void {
  if (event.type === 'failed') {
    events.trouble('tunnel', 'The tunnel could not be set up', event);
    return;
  }
  if (event.type === 'lost') {
    log.error('The tunnel is lost');
    return;
  }
  events.over('tunnel', 'The tunnel is set up again');
  const { region, server, end } = event.lease.value;
  const where = region === null ? server.hostname : `${server.hostname} in ${region}`;
  const text = event.type === 'acquired' ? 'The tunnel leads to' : 'The tunnel has a new key at';
  log.info(`${text} ${where}`, {
    endpoint: `${end.endpoint.address}:${end.endpoint.port}`,
    address: end.address,
    next_renewal: isoSeconds(event.lease.renewAt),
  });
}

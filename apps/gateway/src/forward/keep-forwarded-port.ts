import type { EventLog, LeaseStatus } from '@portkeep/port-app';
import type { KeptPort, SinkPublisher } from '@portkeep/port-lease';
import type { Tunnel } from '../tunnel/tunnel.ts';
import { type PortInTunnel, type PortInTunnelParts, portInTunnel } from './port-in-tunnel.ts';

/** What a forwarded port is kept with. */
export interface ForwardedPortParts extends PortInTunnelParts {
  readonly status: Pick<LeaseStatus, 'lease' | 'doubt'>;
  readonly events: Pick<EventLog, 'lease' | 'trouble'>;
  readonly publisher: Pick<SinkPublisher<KeptPort>, 'publish' | 'withdraw'>;
}

/** A port that is kept inside a tunnel. */
export interface ForwardedPort extends Pick<PortInTunnel, 'early'> {
  /** The tunnel that the port belongs to from now on: it is bound there at once. */
  follow(tunnel: Tunnel): void;
  /** Settles when the keeping ends; rejects if it cannot go on. */
  readonly ended: Promise<void>;
}

/** Has PIA forward a port inside the tunnel, and sends it to the sinks. */
export function keepForwardedPort(parts: ForwardedPortParts): ForwardedPort {
  const { app, status, events, publisher } = parts;
  const port = portInTunnel(parts);

  async function keep(): Promise<void> {
    if (app.values.forwardTo === undefined) return;
    for await (const event of port.events) {
      status.lease(event);
      events.lease(event);
      if (event.type === 'lost') publisher.withdraw();
      else if (event.type !== 'failed') publisher.publish(event.lease.value);
    }
  }

  return {
    early: port.early,
    ended: keep(),
    follow(tunnel) {
      if (port.follow(tunnel) !== 'moved' || app.values.forwardTo === undefined) return;
      status.doubt('The tunnel changed, and the port is not bound on it yet');
    },
  };
}

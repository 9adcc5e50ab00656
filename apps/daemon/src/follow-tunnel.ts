import type { AcquiredState, App } from '@portkeep/app-host';
import type { PiaLeaseSource } from '@portkeep/pia-lease';
import type { LeaseStatus } from '@portkeep/port-app';
import { type EarlyRenewal, systemClock } from '@portkeep/port-lease';
import { followNetwork } from './network/follow-network.ts';
import type { LeadingTunnel } from './network/leading-tunnel.ts';
import type { DaemonVariables } from './variables.ts';

export interface TunnelParts {
  readonly app: Pick<App<DaemonVariables>, 'values' | 'log'>;
  readonly acquired: Pick<AcquiredState, 'signal' | 'end'>;
  readonly source: Pick<PiaLeaseSource, 'networkChanged'>;
  readonly tunnel: LeadingTunnel;
  readonly status: Pick<LeaseStatus, 'doubt'>;
  readonly early: Pick<EarlyRenewal, 'request'>;
}

/**
 * Makes the daemon bind at once after a new tunnel; ends the process when no tunnel can come any more.
 */
export function followTunnel({ app, acquired, source, tunnel, status, early }: TunnelParts): void {
  void followNetwork({
    clock: systemClock,
    signal: acquired.signal,
    log: app.log,
    tunnel,
    gateway: app.values.gateway,
    onChange() {
      // A port is forwarded into the session that bound it, and that session is over.
      status.doubt('The tunnel changed, and the port is not bound on it yet');
      source.networkChanged();
      early.request();
    },
    onStale: acquired.end,
  });
}

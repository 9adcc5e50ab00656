import type { App } from '@portkeep/app-host';
import type { PiaLeaseSource } from '@portkeep/pia-lease';
import type { KeepPortOptions } from '@portkeep/port-app';
import { systemClock } from '@portkeep/port-lease';
import { followNetwork } from './network/follow-network.ts';
import type { LeadingTunnel } from './network/leading-tunnel.ts';
import type { PiaSourceVariables } from './pia-source-variables.ts';

export interface TunnelParts {
  readonly app: Pick<App<PiaSourceVariables>, 'values' | 'log'>;
  readonly options: Pick<KeepPortOptions, 'signal' | 'status' | 'early'>;
  readonly source: Pick<PiaLeaseSource, 'networkChanged'>;
  readonly tunnel: LeadingTunnel;
  /** Called with the error that ends the process. */
  readonly onStale: (error: Error) => void;
}

/**
 * Makes the daemon bind at once after a new tunnel; ends the process when no tunnel can come any more.
 */
export function followTunnel({ app, options, source, tunnel, onStale }: TunnelParts): void {
  void followNetwork({
    clock: systemClock,
    signal: options.signal,
    log: app.log,
    tunnel,
    gateway: app.values.gateway,
    onChange() {
      // A port is forwarded into the session that bound it, and that session is over.
      options.status.doubt('The tunnel changed, and the port is not bound on it yet');
      source.networkChanged();
      options.early.request();
    },
    onStale,
  });
}

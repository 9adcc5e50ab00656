import type { App } from '@portkeep/app-host';
import { type LeaseStatus, portStatus as statusOfPort } from '@portkeep/port-app';
import { systemClock } from '@portkeep/port-lease';
import { FORWARD_SINK } from './forward/forward-sink.ts';
import { ownSinks } from './forward/gateway-sinks.ts';
import { GatewayStatus } from './status/gateway-status.ts';
import { TunnelStatus } from './status/tunnel-status.ts';
import type { GatewayVariables } from './variables.ts';

/** The status page, and the two halves of it. */
export interface Statuses {
  readonly tunnelStatus: TunnelStatus;
  readonly portStatus: LeaseStatus;
  readonly status: GatewayStatus;
}

/** Creates what the status page shows. */
export function createStatus(
  app: Pick<App<GatewayVariables>, 'name' | 'version' | 'hide' | 'values'>,
): Statuses {
  const { forwardTo } = app.values;
  const tunnelStatus = new TunnelStatus({ clock: systemClock, hide: app.hide, forwardTo });
  const forwards = forwardTo !== undefined;
  const portStatus = statusOfPort(app, {
    ownSinks: forwards ? [FORWARD_SINK, ...ownSinks(app.values)] : [],
    details: tunnelStatus,
    needsLease: forwards,
  });
  return { tunnelStatus, portStatus, status: new GatewayStatus(tunnelStatus, portStatus) };
}

import type { App } from '@portkeep/app-host';
import { createSinks, type Sinks } from '@portkeep/port-sinks';
import type { Forwarding } from '../kernel/forwarding.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { sinkApp } from '../sink-app.ts';
import { SINK_KINDS } from '../sink-kinds.ts';
import type { GatewayStateKeeper } from '../state/gateway-state.ts';
import type { GatewayValues, GatewayVariables } from '../variables.ts';
import { forwardSink } from './forward-sink.ts';

/** What the sinks are made with. */
export interface GatewaySinkParts {
  readonly app: Pick<App<GatewayVariables>, 'values' | 'log' | 'environment'>;
  readonly state: GatewayStateKeeper;
  readonly forwarding: Forwarding;
  readonly kernel: Pick<Kernel, keyof Kernel>;
}

/** All sinks of the forwarded port, the kernel first; none if no port is forwarded. */
export async function gatewaySinks(
  parts: GatewaySinkParts,
): Promise<Pick<Sinks, 'all' | 'allowLogins'>> {
  const { app, state, forwarding, kernel } = parts;
  if (app.values.forwardTo === undefined) return { all: [], allowLogins: () => {} };
  const sinks = await createSinks(SINK_KINDS, app.values, sinkApp(app, state));
  return { all: [forwardSink(forwarding, kernel), ...sinks.all], allowLogins: sinks.allowLogins };
}

/** Names of the sinks without which the gateway is not ready. */
export function ownSinks(values: GatewayValues): readonly string[] {
  return SINK_KINDS.flatMap((kind) =>
    kind.file !== undefined && values[kind.file] !== undefined ? [kind.name] : [],
  );
}

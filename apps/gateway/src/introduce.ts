import type { LogFields } from '@portkeep/app-host';
import { sinkTargets } from '@portkeep/port-sinks';
import { SINK_KINDS } from './sink-kinds.ts';
import { targetText } from './values/forward-target.ts';
import type { GatewayValues } from './variables.ts';

/** Where the tunnel leads and where the port goes, as far as the configuration says. */
export function introduce(values: GatewayValues): LogFields {
  const { regions, dedicatedIpToken, forwardTo } = values;
  const where = dedicatedIpToken ? 'the dedicated IP' : (regions?.join(', ') ?? 'fastest region');
  if (forwardTo === undefined) return { source: `PIA ${where}` };
  return {
    source: `PIA ${where}`,
    forward_to: targetText(forwardTo),
    sinks: sinkTargets(SINK_KINDS, values),
  };
}

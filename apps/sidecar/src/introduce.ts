import type { LogFields } from '@portkeep/app-host';
import { sinkTargets } from '@portkeep/port-sinks';
import { SINK_KINDS } from './sink-kinds.ts';
import { hostAndPort } from './sources/natpmp/service-url.ts';
import type { SidecarValues } from './variables.ts';

/** Where the port comes from and where it goes, as far as the configuration says. */
export function introduce(values: SidecarValues): LogFields {
  return {
    source: `NAT-PMP API ${hostAndPort(values.service)}`,
    sinks: sinkTargets(SINK_KINDS, values),
  };
}

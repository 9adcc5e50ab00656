import type { PortEvent } from '@portkeep/port-app';
import type { MappingLog } from './log/mapping-log.ts';
import type { LoggedEvent, ShellContainerLog } from './log/shell-container-log.ts';
import type { CombinedMapping } from './mapping/combined-mapping.ts';
import type { MappingEvent } from './mapping/keep-mappings.ts';

/** What takes note of each event of a mapping. */
export interface EventReceivers {
  readonly combined: CombinedMapping;
  readonly containerLog: Pick<ShellContainerLog, 'add'>;
  readonly mappingLog: MappingLog;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Records an event of a mapping, and returns what it means for the port, in order. */
export function portEvents(
  change: LoggedEvent & Pick<MappingEvent, 'gatewayRestarted'>,
  { combined, containerLog, mappingLog, now }: EventReceivers,
): readonly PortEvent[] {
  const combinedChange = combined.apply(change, now());
  containerLog.add(change);
  mappingLog.add(change, combinedChange);
  const { leases, publish } = combinedChange;
  return leases.map((lease, index) =>
    index === leases.length - 1 ? { lease, publish } : { lease },
  );
}

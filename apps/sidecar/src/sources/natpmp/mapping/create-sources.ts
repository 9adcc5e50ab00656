import type { Clock } from '@portkeep/port-lease';
import type { Settings } from '../settings.ts';
import { MappingSource, type MappingSourceOptions } from './mapping-source.ts';
import { RenewalCycle } from './renewal-cycle.ts';
import { SerialQueue } from './serial-queue.ts';

export interface SourceParts extends Pick<MappingSourceOptions, 'client' | 'watch' | 'random'> {
  readonly settings: Settings;
  readonly clock: Clock;
}

/** The mappings of all protocols, in one cycle and one queue. */
export function createSources({ settings, ...parts }: SourceParts): readonly MappingSource[] {
  const { random } = parts;
  const cycle = new RenewalCycle({ ...settings, random });
  const queue = new SerialQueue();
  return settings.protocols.map(
    (protocol, order) =>
      new MappingSource({ ...settings, ...parts, protocol, order, queue, cycle }),
  );
}

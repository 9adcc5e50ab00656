import { ExitError } from '@portkeep/app-host';
import type { MappingEvent } from './keep-mappings.ts';

interface HopefulEvent extends Pick<MappingEvent, 'protocol' | 'event'> {
  readonly source: Pick<MappingEvent['source'], 'failedCycles'>;
}

/**
 * Ends the sidecar when one protocol failed in `limit` cycles in a row; 0 is never.
 *
 * @throws {ExitError} with code 1.
 */
export function giveUpIfHopeless({ protocol, source, event }: HopefulEvent, limit: number): void {
  if (event.type !== 'failed' || limit === 0 || source.failedCycles < limit) return;
  const what = `Gave up: no ${protocol} mapping in ${limit} cycles in a row (MAX_CONSECUTIVE_FAILURES)`;
  throw ExitError.because(1, event.error, what);
}

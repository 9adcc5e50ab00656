import { EXIT_GAVE_UP, ExitError, problemOf } from '@portkeep/app-host';
import type { CombinedMapping } from './combined-mapping.ts';
import { doWithout } from './do-without.ts';
import type { MappingEvent } from './keep-mappings.ts';

interface TriedEvent extends Pick<MappingEvent, 'protocol' | 'event'> {
  readonly source: Pick<MappingEvent['source'], 'failedCycles'>;
}

/** Options of {@linkcode giveUpAtFailureLimit}. */
export interface GiveUpOptions extends Pick<CombinedMapping, 'entries'> {
  /** `MAX_CONSECUTIVE_FAILURES`. */
  readonly limit: number;
}

/** Whether one protocol failed in `limit` cycles in a row; 0 means never. */
export function reachesFailureLimit({ source, event }: TriedEvent, limit: number): boolean {
  return event.type === 'failed' && limit > 0 && source.failedCycles >= limit;
}

/**
 * Ends the sidecar if so.
 *
 * @throws {ExitError} with code 1.
 */
export function giveUpAtFailureLimit(tried: TriedEvent, { limit, entries }: GiveUpOptions): void {
  const { protocol, event } = tried;
  if (event.type !== 'failed' || !reachesFailureLimit(tried, limit)) return;
  const what = `Gave up: no ${protocol} mapping in ${limit} cycles in a row (MAX_CONSECUTIVE_FAILURES)`;
  const why = ExitError.because(EXIT_GAVE_UP, event.error, what);
  const [mapped] = [...entries].flatMap(([other, { state }]) =>
    other !== protocol && (state === 'active' || state === 'degraded') ? other : [],
  );
  if (mapped === undefined) throw why;
  throw new ExitError(
    EXIT_GAVE_UP,
    problemOf(why),
    `${why.advice}; ${doWithout(protocol, mapped)}`,
  );
}

import { adviceOf, describeError, type Log } from '@portkeep/app-host';
import type { NatPmpHttpClient, Protocol } from '@portkeep/natpmp-client/core';
import type { NatpmpValues } from '../natpmp-variables.ts';
import type { Settings } from '../settings.ts';
import type { MappingSource } from './mapping-source.ts';

/**
 * Releasing is a courtesy (RFC 6886, 3.4): these are the time limits for each release and for all
 * together.
 */
const EACH_MS = 2_000;
const ALL_MS = 4_000;
const STOP_WITHIN_MS = 800;

/** How long stopping may take before it is forced, in milliseconds. */
export function stopWithinMs({ releaseOnExit }: Pick<NatpmpValues, 'releaseOnExit'>): number {
  return releaseOnExit ? STOP_WITHIN_MS + ALL_MS : STOP_WITHIN_MS;
}

/** Options of {@linkcode releaseMappings}. */
export interface ReleaseOptions {
  readonly client: Pick<NatPmpHttpClient, 'releaseMapping'>;
  readonly settings: Pick<Settings, 'internalPort'>;
  readonly sources: readonly Pick<MappingSource, 'protocol' | 'mayBeMapped'>[];
  readonly log: Log;
}

/**
 * Releases all possible mappings, one after the other, and tries those that failed once more. Never
 * rejects.
 */
export async function releaseMappings(options: ReleaseOptions): Promise<void> {
  const { log, sources } = options;
  const over = AbortSignal.timeout(ALL_MS);
  let left = sources.flatMap(({ protocol, mayBeMapped }) => (mayBeMapped ? protocol : []));
  for (const level of ['info', 'warn'] as const) {
    const failed: Protocol[] = [];
    for (const protocol of left) {
      try {
        await release(options, protocol, over);
        log.info(`The ${protocol} mapping is released`);
      } catch (error) {
        failed.push(protocol);
        const why = describeError(error);
        log[level](`The ${protocol} mapping could not be released: ${why}`, {
          advice: adviceOf(error),
        });
      }
    }
    left = failed;
  }
}

async function release(
  { client, settings: { internalPort } }: ReleaseOptions,
  protocol: Protocol,
  over: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([over, AbortSignal.timeout(EACH_MS)]);
  await client.releaseMapping({ protocol, internalPort }, { signal });
}

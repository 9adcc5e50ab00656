import type { Limit } from '../client/within-limit.ts';
import type { TransportOptions } from '../http-exchange.ts';

type OnProgress = TransportOptions['onProgress'];

/**
 * Ends the exchange with what `onProgress` throws. It is called from events of a connection, where
 * nothing else would catch that: it would end the process.
 */
export function endingOnError(onProgress: OnProgress, limit: Limit): OnProgress {
  return (
    onProgress &&
    ((progress) => {
      try {
        onProgress(progress);
      } catch (error) {
        limit.end(error);
      }
    })
  );
}

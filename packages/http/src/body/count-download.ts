import type { HttpReply, TransportOptions } from '../http-exchange.ts';

/**
 * Reports the bytes of a reply to `onProgress`.
 *
 * @returns A function to call with the size of each piece; `undefined` without `onProgress`.
 */
export function countDownload(
  { headers }: Pick<HttpReply, 'headers'>,
  onProgress: TransportOptions['onProgress'],
): ((count: number) => void) | undefined {
  if (onProgress === undefined) return undefined;
  // The length of an encoded body is not the number of bytes that come out of it.
  const length = headers['content-encoding'] === undefined ? headers['content-length'] : undefined;
  let transferredBytes = 0;
  return (count) => {
    transferredBytes += count;
    onProgress({ direction: 'download', transferredBytes, totalBytes: Number(length ?? 0) });
  };
}

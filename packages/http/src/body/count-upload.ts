import type { TransportOptions } from '../http-exchange.ts';

/** Takes how much of a body has been sent, and how much there is. */
export type CountUpload = (transferredBytes: number, totalBytes: number) => void;

/** Reports the bytes of a request to `onProgress`. */
export function countUpload(onProgress: NonNullable<TransportOptions['onProgress']>): CountUpload {
  return (transferredBytes, totalBytes) =>
    onProgress({ direction: 'upload', transferredBytes, totalBytes });
}

import type { TransferProgress } from './transport.ts';

/** The last argument of every method that talks to the network. */
export interface RequestOptions {
  /** Stops the call; the promise then rejects with `signal.reason`, untouched. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Longest time for each request of this call, the login that it may need included, in milliseconds
   * from 1 to 2147483647. A login that another call began keeps the longer of that call's limit and
   * the client's. @default {that of the client}
   */
  readonly timeoutMs?: number | undefined;
  /** Told as the bytes of a download arrive. */
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
}

import type { TransportOptions } from '@portkeep/http';
import type { OddRecords } from './odd-records.ts';

/** The last argument of every method that talks to the network. */
export interface RequestOptions extends Pick<TransportOptions, 'signal' | 'onProgress'> {
  /**
   * How long each request of this call may take, the login that it may need included, in milliseconds
   * from 1 to 2147483647; with any other number the call rejects with a `TypeError`. A login that
   * another call began keeps the longer of that call's limit and the client's.
   *
   * @default {the limit of the client}
   */
  readonly timeoutMs?: number | undefined;
  /**
   * Called for records of the reply that cannot be read, e.g. an article without an id; the call then
   * returns the others. Without it, it fails, and `partial` of the error holds them.
   *
   * @default {that of the client}
   */
  readonly onOddRecords?: OddRecords | undefined;
  /**
   * Whether this call overtakes those that wait until fewer are under way, see `concurrency` of the
   * client. `PortForward` always does.
   *
   * @default {false}
   */
  readonly urgent?: boolean | undefined;
}

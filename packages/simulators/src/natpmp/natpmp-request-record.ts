import type { NatPmpAsk } from '@portkeep/natpmp-http-api';

/** A request as it arrived, and its outcome. */
export interface NatPmpRequestRecord {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly sourceAddress: string;
  /** What was asked for, when the body could be read and the token was right. */
  readonly asked: NatPmpAsk | undefined;
  /** The fault that affected it. */
  readonly fault: string | undefined;
  /** No status when the connection failed. */
  readonly status: number | undefined;
  /** When the answer is there, in milliseconds after `at`. */
  readonly delayMs: number;
}

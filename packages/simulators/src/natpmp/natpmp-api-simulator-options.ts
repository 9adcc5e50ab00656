/** Options of `NatPmpApiSimulator`. */
export interface NatPmpApiSimulatorOptions {
  /** Epoch milliseconds. @default {Date.now} */
  readonly now?: (() => number) | undefined;
  /** The same seed gives the same external ports. @default {1} */
  readonly seed?: number | undefined;
  /** Who forwards has to show it. Empty: nobody can. Left out: nobody has to. */
  readonly token?: string | undefined;
  /**
   * Longer durations are cut to it without a word. -1 is no limit; 0 makes every request a
   * deletion. @default {300}
   */
  readonly maxDurationSeconds?: number | undefined;
  /**
   * What the gateway grants, in seconds, when asked for that many. The API does not report it: the
   * reply's `duration` stays what was asked for. @default as asked
   */
  readonly grantSeconds?: ((askedSeconds: number) => number) | undefined;
  /**
   * Whether replies also have the granted `lifetime` and the gateway's clock, `epoch`, as those of
   * Portkeep's own front do. @default {false}
   */
  readonly reportsGrant?: boolean | undefined;
  /**
   * The gateway's external address, which `GET /v1/address` then gives as Portkeep's own front does.
   * Left out: 404, as in the original.
   */
  readonly externalAddress?: string | undefined;
  /** How many requests the API works on at once: as many as its machine has cores. @default {2} */
  readonly workers?: number | undefined;
}

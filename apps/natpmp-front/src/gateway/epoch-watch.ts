/** Finds out whether a gateway has lost its table, from the clock that it sends (RFC 6886, 3.6). */
export class EpochWatch {
  #last: { readonly epochSeconds: number; readonly atMs: number } | undefined;

  /**
   * Takes in what the gateway just sent.
   *
   * @param atMs on a monotonic clock.
   * @returns whether the gateway has restarted since its last answer.
   */
  notice(epochSeconds: number, atMs: number): boolean {
    const last = this.#last;
    this.#last = { epochSeconds, atMs };
    if (last === undefined) return false;
    // Its clock may run an eighth slower than ours, and a packet may travel for two seconds.
    const expected = last.epochSeconds + ((atMs - last.atMs) / 1000) * (7 / 8);
    return epochSeconds < expected - 2;
  }
}

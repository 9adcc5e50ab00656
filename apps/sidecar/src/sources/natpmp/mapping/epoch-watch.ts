/**
 * Notices by the gateway's clock that it has restarted and so has lost all mappings (RFC 6886,
 * 3.6).
 */
export class EpochWatch {
  #lastSeconds = Number.NEGATIVE_INFINITY;

  /**
   * Takes the clock from the newest reply, if the API reports it.
   *
   * @returns whether it has gone back since the previous reply.
   */
  wentBack(epochSeconds: number | undefined): boolean {
    if (epochSeconds === undefined) return false;
    const last = this.#lastSeconds;
    this.#lastSeconds = epochSeconds;
    return epochSeconds < last;
  }
}

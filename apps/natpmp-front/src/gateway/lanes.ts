/** What waits, in one lane for each caller; the callers take turns. */
export class Lanes<T> {
  readonly #lanes = new Map<string, Set<T>>();

  /** How many items wait in all lanes. */
  get size(): number {
    let size = 0;
    for (const lane of this.#lanes.values()) size += lane.size;
    return size;
  }

  *[Symbol.iterator](): Generator<T> {
    for (const lane of this.#lanes.values()) yield* lane;
  }

  add(caller: string, item: T): void {
    const lane = this.#lanes.get(caller);
    if (lane === undefined) this.#lanes.set(caller, new Set([item]));
    else lane.add(item);
  }

  remove(item: T): void {
    for (const [caller, lane] of this.#lanes) {
      if (lane.delete(item) && lane.size === 0) this.#lanes.delete(caller);
    }
  }

  /**
   * The first item that is ready in the lane whose turn it is; that lane then becomes the last one.
   */
  next(isReady: (item: T) => boolean): T | undefined {
    for (const [caller, lane] of this.#lanes) {
      for (const item of lane) {
        if (!isReady(item)) continue;
        this.#lanes.delete(caller);
        this.#lanes.set(caller, lane);
        return item;
      }
    }
    return undefined;
  }
}

import type { Server } from '@portkeep/pia-client/core';

const REST_MS = 1_800_000;

/** Servers that failed, which are left alone for half an hour. */
export class RestingServers {
  readonly #now: () => number;
  readonly #until = new Map<string, number>();

  /** @param now Milliseconds of a clock that only goes forward. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The server has failed. */
  rest({ address }: Server): void {
    this.#until.set(address, this.#now() + REST_MS);
  }

  /** The server works. */
  works({ address }: Server): void {
    this.#until.delete(address);
  }

  /** Whether the server is still left alone. */
  isResting({ address }: Server): boolean {
    return (this.#until.get(address) ?? 0) > this.#now();
  }

  /** Those that may be tried; all of them, from the start, when all have failed. */
  withoutResting<T extends { readonly server: Server }>(candidates: readonly T[]): readonly T[] {
    const awake = candidates.filter(({ server }) => !this.isResting(server));
    return awake.length > 0 ? awake : candidates;
  }
}

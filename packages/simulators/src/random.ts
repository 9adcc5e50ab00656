/** A seeded source of numbers: the same seed gives the same sequence. Not for secrets. */
export interface Random {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** Pseudo-random bytes, in the given number. */
  bytes(length: number): Buffer;
  /** The items in a random order. */
  shuffle<T>(items: readonly T[]): T[];
}

/** Mulberry32: small, fast and well enough spread for a simulator. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  return {
    integer,
    bytes: (length) => Buffer.from(Array.from({ length }, () => integer(0, 255))),
    shuffle: (items) =>
      items
        .map((item) => ({ item, order: next() }))
        .sort((a, b) => a.order - b.order)
        .map(({ item }) => item),
  };
}

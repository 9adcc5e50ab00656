import { seededRandom } from './seeded-random.ts';

/** Decisions that are the same for the same seed. */
export class Dice {
  /** A number from 0 to less than 1. */
  readonly random: () => number;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  chance(share: number): boolean {
    return this.random() < share;
  }

  between(least: number, most: number): number {
    return least + this.random() * (most - least);
  }

  /** Both ends included. */
  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  pick<T>(items: readonly T[]): T {
    const [item] = items.slice(this.whole(0, items.length - 1));
    if (item === undefined) throw new RangeError('Nothing to pick from');
    return item;
  }
}

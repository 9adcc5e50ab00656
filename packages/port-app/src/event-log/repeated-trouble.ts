const MINUTE_MS = 60_000;
/** Minutes after which a lasting problem is reported again; after these, every hour. */
const AGAIN_AFTER = [1, 2, 5, 10, 30];
const EVERY = 60;
/** Problems whose text differs each time must not fill memory. */
const MOST_TROUBLES = 20;

interface Reported {
  readonly since: number;
  readonly times: number;
}

/** Decides when a problem is logged again: when it begins, and then at growing intervals. */
export class RepeatedTrouble {
  /** By topic, then by problem: two alternating problems are not new each time. */
  readonly #topics = new Map<string, Map<string, Reported>>();

  /** @param at milliseconds of a monotonic clock. */
  isDue(topic: string, trouble: string, at: number): boolean {
    const troubles = this.#topics.get(topic) ?? new Map<string, Reported>();
    this.#topics.set(topic, troubles);
    const { since, times } = troubles.get(trouble) ?? { since: at, times: 0 };
    const passed = timesWithin((at - since) / MINUTE_MS);
    if (passed <= times - 1) return false;
    troubles.set(trouble, { since, times: passed + 1 });
    const [oldest] = troubles.keys();
    if (troubles.size > MOST_TROUBLES && oldest !== undefined) troubles.delete(oldest);
    return true;
  }

  /** Ends the problems of the topic; returns whether there was one. */
  end(topic: string): boolean {
    return this.#topics.delete(topic);
  }
}

/** How often a problem is reported again within this time. */
function timesWithin(minutes: number): number {
  const last = AGAIN_AFTER.at(-1) ?? 0;
  const hours = Math.max(0, Math.floor((minutes - last) / EVERY));
  return AGAIN_AFTER.filter((after) => minutes >= after).length + hours;
}

/** How well the mappings of one protocol were kept. */
export interface Punctuality {
  readonly renewals: number;
  /** One for each interval since the first mapping. */
  readonly due: number;
  /** Intervals without a renewal, after the one in which it was due. */
  readonly missed: number;
  /** Between two. */
  readonly longestMs: number;
}

/** @param answeredAt the times of its mappings, the first one included */
export function punctuality(
  answeredAt: readonly number[],
  { from, until, intervalMs }: { from: number; until: number; intervalMs: number },
): Punctuality {
  const times = answeredAt.filter((time) => time <= until);
  const first = times[0];
  if (first === undefined) {
    const due = Math.floor((until - from) / intervalMs);
    return { renewals: 0, due, missed: due, longestMs: until - from };
  }
  const gaps = [...times.slice(1), until].map((time, index) => time - (times[index] ?? first));
  return {
    renewals: times.length - 1,
    due: Math.floor((until - first) / intervalMs),
    missed: gaps.reduce((sum, gap) => sum + Math.max(0, Math.floor(gap / intervalMs) - 1), 0),
    longestMs: Math.max(...gaps),
  };
}

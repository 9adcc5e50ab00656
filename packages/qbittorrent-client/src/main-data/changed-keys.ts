/** The keys in which two records differ. */
export function changedKeys<T extends object>(before: T | undefined, after: T): string[] {
  const keys: string[] = [];
  for (const key in after) if (!isSame(before?.[key], after[key])) keys.push(key);
  for (const key in before) if (!Object.hasOwn(after, key)) keys.push(key);
  return keys;
}

function isSame(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  if (typeof before !== 'object' || typeof after !== 'object') return false;
  return JSON.stringify(before) === JSON.stringify(after);
}

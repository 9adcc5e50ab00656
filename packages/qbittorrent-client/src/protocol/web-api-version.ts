/**
 * Compares versions of the Web API number by number: `2.11.4` is newer than `2.9.3`.
 *
 * @param version What the server has.
 * @param needed What is needed.
 * @returns Whether `version` is `needed` or newer.
 */
export function isAtLeast(version: string, needed: string): boolean {
  const has = version.split('.').map((part) => Number.parseInt(part, 10));
  for (const [index, part] of needed.split('.').entries()) {
    const difference = (has[index] ?? 0) - Number(part);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

/**
 * The number of characters to change, add, remove or swap with their neighbour to turn one text into the
 * other. Anything above `most` is returned as `most + 1`.
 */
export function editDistance(a: string, b: string, most: number): number {
  // An environment may hold thousands of names: most differ too much in length.
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const costs = [at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (isSame ? 0 : 1)];
      if (isSwap) costs.push(at(beforeLast, j - 2) + 1);
      row.push(Math.min(...costs));
    }
    [beforeLast, last] = [last, row];
  }
  return Math.min(at(last, b.length), most + 1);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

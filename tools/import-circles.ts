/** Who imports whom. */
export type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/** Groups that import each other in a circle, each sorted by name (Tarjan's algorithm). */
export function importCircles(imports: Imports): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];

  const visit = (node: string): number => {
    const own = order.size;
    order.set(node, own);
    let low = own;
    open.push(node);
    for (const target of imports.get(node) ?? []) {
      const seen = order.get(target);
      if (seen === undefined) low = Math.min(low, visit(target));
      else if (open.includes(target)) low = Math.min(low, lowest.get(target) ?? seen);
    }
    lowest.set(node, low);
    if (low < own) return low;
    const circle = open.splice(open.indexOf(node));
    if (circle.length > 1) circles.push(circle.toSorted());
    return low;
  };

  for (const node of imports.keys()) if (!order.has(node)) visit(node);
  return circles;
}

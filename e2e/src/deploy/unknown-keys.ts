/**
 * The paths of what a validator never looked at, and so does not know: an API server in strict mode
 * refuses such a key, an older one drops it without a word.
 */
export function unknownKeys(value: object, validate: (value: unknown) => boolean): string[] {
  const unread = new Set<string>();
  const watch = (target: object, path: string): object => {
    for (const key of Object.keys(target)) unread.add(`${path}/${key}`);
    return new Proxy(target, {
      get(_target, key, receiver) {
        const found: unknown = Reflect.get(target, key, receiver);
        const place = `${path}/${String(key)}`;
        if (!unread.delete(place)) return found;
        if (typeof found !== 'object' || found === null) return found;
        const watched = watch(found, place);
        // A second look has to give the same result.
        Reflect.set(target, key, watched);
        return watched;
      },
    });
  };
  validate(watch(structuredClone(value), ''));
  return [...unread];
}

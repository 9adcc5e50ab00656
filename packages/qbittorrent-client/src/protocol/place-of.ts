/** A name that breaks no line and is not an address, which may hold a passkey. */
const PLAIN = /^[^\p{C}:]{1,80}$/u;

/**
 * Where in a reply something is, e.g. `films.savePath`. A name that is not plain is given as its
 * number, from 0: `#3.uid`.
 *
 * @param path The keys on the way there, each with what it is a key of.
 */
export function placeOf(
  path: readonly { readonly key: unknown; readonly input: unknown }[] | undefined,
): string {
  const steps = path?.map(({ key, input }) => {
    const name = String(key);
    return PLAIN.test(name) ? name : `#${Object.keys(Object(input)).indexOf(name)}`;
  });
  return steps?.join('.') ?? 'the whole';
}

/** Whether two texts are equal, in a time that does not reveal how much of a secret was guessed. */
export function sameText(given: string, secret: string): boolean {
  let difference = given.length ^ secret.length;
  for (let index = 0; index < given.length; index += 1) {
    // The index past the end is NaN, which counts as 0; the lengths differ then.
    difference |= given.charCodeAt(index) ^ secret.charCodeAt(index);
  }
  return difference === 0;
}

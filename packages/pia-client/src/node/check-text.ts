/**
 * Checks an option without which Node would connect to this machine instead.
 *
 * @throws {TypeError} When it is not a text, or empty.
 */
export function checkText(name: string, value: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError(`Cannot use "${name}": give a text that is not empty`);
}

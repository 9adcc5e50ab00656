/** Whether a value is a text, not blank, and arrives as it is: a lone surrogate would not. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && /\S/.test(value) && !/\p{Cs}/u.test(value);
}

/** Whether a value is a text that is not blank and can be sent unchanged, unlike a lone surrogate. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && /\S/.test(value) && !/\p{Cs}/u.test(value);
}

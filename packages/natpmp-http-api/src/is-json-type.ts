/** A token of RFC 9110, as the API's parser reads it. */
const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]";
/** A value may be empty at the very end only, and only a quoted one may be followed by spaces. */
const VALUE = `(?:${TOKEN}+;|${TOKEN}*$|"[ -~][!#-~ ]*" *(?:;|$))`;
const MEDIA_TYPE = new RegExp(`^application/(${TOKEN}+)(?:;(?: *${TOKEN}+=${VALUE})*)?$`, 'i');

/**
 * Whether the API accepts a `Content-Type` as JSON: `application/json` or `application/…+json`, with
 * parameters that its parser understands. A single semicolon at the end is fine, a second one is not.
 */
export function isJsonType(contentType: string): boolean {
  const [, subtype = ''] = MEDIA_TYPE.exec(contentType) ?? [];
  const plus = subtype.lastIndexOf('+');
  const parts = plus > 0 ? [subtype.slice(0, plus), subtype.slice(plus + 1)] : [subtype];
  return parts.some((part) => part.toLowerCase() === 'json');
}

import type { ResponseReader } from './endpoint.ts';
import { isPage } from './is-page.ts';
import { unreadable } from './unreadable.ts';

/**
 * Plain text.
 *
 * @param pattern What it must look like.
 * @param what The same in words, e.g. `a version`.
 *
 * @__NO_SIDE_EFFECTS__
 */
export function text(pattern: RegExp, what: string): ResponseReader<string> {
  return (reply, { does, validate }) => {
    const body = reply.body.trim();
    const isRight = validate ? pattern.test(body) : !isPage(reply);
    if (!isRight) throw unreadable(reply, does, `is not ${what}`);
    return body;
  };
}

/** A whole number as text. */
export const wholeNumber: ResponseReader<number> = (reply, { does }) => {
  const body = reply.body.trim();
  if (!/^-?\d+$/.test(body)) throw unreadable(reply, does, 'is not a number');
  return Number(body);
};

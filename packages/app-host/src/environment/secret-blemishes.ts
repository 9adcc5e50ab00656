import { isOwnWord } from './own-words.ts';

/** A shorter text would occur by chance in too many lines. */
const SHORTEST = 6;
const QUOTED = /^(["'`]).*\1$|^[“„«].*[”“»]$|^[‘‚].*[’‘]$/u;

/**
 * What looks wrong with a secret, though it may be right: what may have been pasted with it, and what
 * keeps it from being hidden. The text follows the variable's name, and never quotes the secret.
 */
export function secretBlemishes(text: string): string | undefined {
  const found: string[] = [];
  if (QUOTED.test(text.trim())) {
    found.push(
      'begins and ends with a quote, which counts as part of it; remove both if it does not',
    );
  }
  if (/^[\s\p{Cf}]|[\s\p{Cf}]$/u.test(text)) {
    found.push('starts or ends with a space; remove it unless it belongs there');
  }
  const isShort = [...text].length < SHORTEST;
  if (isShort || isOwnWord(text)) {
    const why = isShort
      ? `is shorter than ${SHORTEST} characters`
      : 'is a word that the log itself uses';
    found.push(
      `${why}: the log shows *** instead, and the text around that gives it away; choose another`,
    );
  }
  return found.length === 0 ? undefined : found.join('; and it ');
}

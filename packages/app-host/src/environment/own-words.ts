import { readFileSync } from 'node:fs';

/**
 * Whether a text is a word that this program may print. All its messages are in the program file
 * itself; names in it that are never printed do no harm here.
 */
export function isOwnWord(text: string, program: string | undefined = process.argv[1]): boolean {
  // The 400 kB are searched only for a password that is a word.
  if (program === undefined || !/^[\p{L}_-]+$/u.test(text)) return false;
  try {
    return readFileSync(program, 'utf8').includes(text);
  } catch {
    return false;
  }
}

import { readFileSync } from 'node:fs';

/**
 * Whether a text is a word that this program may print. All its messages are in the program itself,
 * which is one file; a name in it that is never printed does no harm here.
 */
export function isOwnWord(text: string, program: string | undefined = process.argv[1]): boolean {
  // A password is looked for in these 400 kB only if it is a word.
  if (program === undefined || !/^[\p{L}_-]+$/u.test(text)) return false;
  try {
    return readFileSync(program, 'utf8').includes(text);
  } catch {
    return false;
  }
}

import { readConfigurationFile } from './read-configuration-file.ts';

/** No password or token is longer; a log file named by mistake must not fill the memory. */
const MOST_BYTES = 65_536;

/** A secret without what files and editors add: BOM, CR and LF at its ends are not part of it. */
export function secretText(given: string): string {
  return given.replace(/^[\uFEFF\r\n]+|[\uFEFF\r\n]+$/g, '');
}

/** Why a text cannot be a secret, as it continues "it" or the variable's name. */
function secretProblem(text: string): string | undefined {
  if (text === '') return 'is empty';
  // UTF-16, as some editors save it, has a zero in nearly every character.
  if (/[\0\uFFFD]/.test(text)) return 'is not UTF-8; save it as UTF-8';
  if (/\p{Cc}/u.test(text.trim()))
    return 'has a control character or several lines; write it again';
  return text.trim() === '' ? 'contains nothing but blanks' : undefined;
}

/** A secret, or why a text holds none, as it continues "it" or the variable's name. */
export type TakenSecret = { readonly text: string } | { readonly problem: string };

/** Takes the secret out of what was given: all of it, without what files and editors add. */
export function takeSecret(given: string): TakenSecret {
  const text = secretText(given);
  const problem = secretProblem(text);
  return problem === undefined ? { text } : { problem };
}

/**
 * Reads a secret from a file.
 *
 * @throws {Error} with a Node-style `code` when the file cannot be read, and without one, its
 * message saying why, when what it holds cannot be a secret.
 */
export function readSecretFile(file: string, take: typeof takeSecret = takeSecret): string {
  const taken = take(readConfigurationFile(file, MOST_BYTES));
  if ('problem' in taken) throw new Error(`it ${taken.problem}`);
  return taken.text;
}

import { readConfigurationFile } from './read-configuration-file.ts';

/** No password or token is longer; a log file named by mistake must not fill the memory. */
const MOST_BYTES = 65_536;

/** A secret without the BOM, CR and LF that files and editors add at its ends. */
export function secretText(given: string): string {
  return given.replace(/^[\uFEFF\r\n]+|[\uFEFF\r\n]+$/g, '');
}

/** Why a text cannot be a secret, as text to follow "it" or the variable's name. */
function secretProblem(text: string): string | undefined {
  if (text === '') return 'is empty';
  // UTF-16, as some editors save it, has a zero in nearly every character.
  if (/[\0\uFFFD]/.test(text)) return 'is not UTF-8; save it as UTF-8';
  if (/\p{Cc}/u.test(text.trim()))
    return 'has a control character or several lines; write it again';
  return text.trim() === '' ? 'contains only spaces' : undefined;
}

/** A secret, or why a text does not hold one, as text to follow "it" or the variable's name. */
export type TakenSecret = { readonly text: string } | { readonly problem: string };

/** Extracts the secret from the given text: all of it, without what files and editors add. */
export function takeSecret(given: string): TakenSecret {
  const text = secretText(given);
  const problem = secretProblem(text);
  return problem === undefined ? { text } : { problem };
}

/**
 * Reads a secret from a file.
 *
 * @throws {Error} with a Node-style `code` if the file cannot be read; without a `code`, and with the
 * reason as its message, if the content cannot be a secret.
 */
export function readSecretFile(file: string, take: typeof takeSecret = takeSecret): string {
  const taken = take(readConfigurationFile(file, MOST_BYTES));
  if ('problem' in taken) throw new Error(`it ${taken.problem}`);
  return taken.text;
}

import { causesOf } from './causes-of.ts';

/** Codes of errors that merely wrap the one that says why. */
const WRAPPER = /^(UND_ERR_SOCKET|ERR_INVALID_STATE)$/;

/**
 * The code that says most about why an exchange failed, from an error and its chain of causes.
 *
 * @param error What an HTTP client rejected with.
 * @returns A name in ASCII letters, digits and `_`, so that no URL, header or sentence can be in it;
 * `undefined` where there is none.
 */
export function findCode(error: unknown): string | undefined {
  const codes = causesOf(error)
    .map(({ code }) => code)
    .filter((code) => typeof code === 'string')
    .filter((code) => /^[A-Za-z]\w{2,47}$/.test(code));
  return codes.find((code) => !WRAPPER.test(code)) ?? codes[0];
}

import type { SecretValue } from '@portkeep/http';

/**
 * Checks that a secret was given, without reading it.
 *
 * @throws {TypeError} When it was not, e.g. for an environment variable that is not set.
 */
export function checkSecret(name: string, secret: SecretValue): SecretValue {
  if (typeof secret === 'string' || typeof secret === 'function') return secret;
  throw new TypeError(`Cannot use "${name}": give a string, or a function that returns one`);
}

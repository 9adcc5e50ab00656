import type { SecretValue } from '../secret-value.ts';

/**
 * Checks that a secret was given, without reading it.
 *
 * @param name The option that holds it, for the message.
 * @param secret The option.
 * @returns The same.
 * @throws {TypeError} When it is neither a string nor a function, e.g. an environment variable that is
 * not set.
 */
export function checkSecret(name: string, secret: SecretValue): SecretValue {
  if (typeof secret === 'string' || typeof secret === 'function') return secret;
  throw notASecret(name);
}

/** The error for what cannot be a secret. */
export function notASecret(name: string): TypeError {
  return new TypeError(`Cannot use "${name}": give a string, or a function that returns one`);
}

import type { SecretValue } from '../secret-value.ts';
import { notASecret } from './check-secret.ts';

/**
 * Reads the present value of a secret.
 *
 * @param name The option that holds it, for the message.
 * @param secret The value, or a function that returns it.
 * @returns The value.
 * @throws {TypeError} When it is not a string, e.g. an environment variable that is not set.
 * @throws What the function throws, unchanged.
 */
export async function readSecret(name: string, secret: SecretValue): Promise<string> {
  const text = typeof secret === 'function' ? await secret() : secret;
  if (typeof text === 'string') return text;
  throw notASecret(name);
}

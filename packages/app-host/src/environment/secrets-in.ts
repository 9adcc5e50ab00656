import { Secret } from './secret.ts';

/** The secrets among the values of an app's variables. */
export function secretsIn(values: Readonly<Record<string, unknown>>): readonly Secret[] {
  return Object.values(values).filter((value) => value instanceof Secret);
}

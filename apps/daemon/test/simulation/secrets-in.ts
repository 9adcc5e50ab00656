import type { PiaSimulator } from '@portkeep/simulators';

/** The secrets of a run that appear in a text, as they are or encoded for a URL. */
export function secretsIn(
  text: string,
  { tokens, claims }: PiaSimulator,
  passwords: readonly string[],
): string[] {
  const secrets = [
    ...passwords.map((secret) => ({ name: 'a password', secret })),
    ...tokens.map(({ token }) => ({ name: 'a token', secret: token })),
    ...claims.map(({ payload }) => ({ name: 'a payload', secret: payload })),
    ...claims.map(({ signature }) => ({ name: 'a signature', secret: signature })),
  ];
  return secrets
    .filter(({ secret }) => text.includes(secret) || text.includes(encodeURIComponent(secret)))
    .map(({ name }) => name);
}

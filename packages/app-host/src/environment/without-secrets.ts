import type { Environment } from './environment.ts';
import { misspeltVariables } from './misspelt-variables.ts';
import type { Variables } from './variable.ts';

/**
 * The environment without the app's secrets, the paths of their files, and misspelt names of either.
 */
export function withoutSecrets(variables: Variables, environment: Environment): Environment {
  const secrets = Object.values(variables).flatMap(({ name, secret }) =>
    secret ? [name, `${name}_FILE`] : [],
  );
  const removed = new Set([...secrets, 'CREDENTIALS_DIRECTORY']);
  for (const { name, meant } of misspeltVariables(variables, environment)) {
    if (removed.has(meant)) removed.add(name);
  }
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !removed.has(name)));
}

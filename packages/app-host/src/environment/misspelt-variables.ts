import type { Environment } from './environment.ts';
import { meantVariable } from './meant-variable.ts';
import { isServiceLink } from './service-link.ts';
import type { Variables } from './variable.ts';

/** A variable that is set but not read, and the variable of the app that was probably meant. */
export interface MisspeltVariable {
  readonly name: string;
  readonly meant: string;
}

/** The variables in an environment that look like a misspelt variable of the app. */
export function misspeltVariables(
  variables: Variables,
  environment: Environment,
): readonly MisspeltVariable[] {
  const known = namesOf(variables);
  return Object.entries(environment).flatMap(([name, text]) => {
    if (!text || isServiceLink(name, environment)) return [];
    const meant = meantVariable(name, known);
    return meant === undefined ? [] : [{ name, meant }];
  });
}

/** The misspelt variables as lines, each starting with the name that was set. */
export function misspeltWarnings(
  variables: Variables,
  environment: Environment,
): readonly string[] {
  return misspeltVariables(variables, environment).map(({ name, meant }) => {
    const shown = /^\w+$/.test(name) ? name : JSON.stringify(name);
    return `${shown} is not a variable of this program and is not read; did you mean ${meant}?`;
  });
}

function namesOf(variables: Variables): ReadonlySet<string> {
  const names = Object.values(variables).flatMap(({ name, secret }) =>
    secret ? [name, `${name}_FILE`] : [name],
  );
  return new Set(names);
}

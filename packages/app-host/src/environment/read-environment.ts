import { ConfigurationError } from './configuration-error.ts';
import type { Environment } from './environment.ts';
import { Secret } from './secret.ts';
import type { Values, Variables } from './variable.ts';

/** A configuration that was read without problems. */
export interface EnvironmentReading<V extends Variables> {
  readonly values: Values<V>;
  /** One line each, starting with the variable's name. */
  readonly warnings: readonly string[];
  /** Names of the variables that were set rather than defaulted. */
  readonly given: ReadonlySet<string>;
  /** Every secret that was found, so that the log can hide it. */
  readonly secrets: readonly Secret[];
}

/** A configuration whose `values` are complete only if there are no problems. */
export interface CheckedEnvironment<V extends Variables> extends EnvironmentReading<V> {
  readonly problems: readonly string[];
}

/**
 * Reads all variables at once.
 *
 * @throws {ConfigurationError} listing every variable that cannot be used.
 */
export function readEnvironment<V extends Variables>(
  variables: V,
  environment: Environment,
): EnvironmentReading<V> {
  const checked = checkEnvironment(variables, environment);
  if (checked.problems.length > 0) throw new ConfigurationError(checked.problems);
  return checked;
}

/** Reads all variables without throwing, for a caller that adds its own problems. */
export function checkEnvironment<V extends Variables>(
  variables: V,
  environment: Environment,
): CheckedEnvironment<V> {
  const values: Record<string, unknown> = {};
  const warnings: string[] = [];
  const problems: string[] = [];
  const given = new Set<string>();
  const secrets: Secret[] = [];
  // An invalid variable was at least meant to have a value.
  const valued = new Set<string>();

  for (const [key, variable] of Object.entries(variables)) {
    const reading = variable.read(environment);
    if ('problem' in reading) {
      problems.push(reading.problem);
      valued.add(variable.name);
      continue;
    }
    values[key] = reading.value;
    if (reading.value !== undefined) valued.add(variable.name);
    if (reading.given) given.add(variable.name);
    if (reading.warning !== undefined) warnings.push(reading.warning);
    if (reading.value instanceof Secret) secrets.push(reading.value);
  }
  for (const { name, needs } of Object.values(variables)) {
    if (!given.has(name) || needs.length === 0 || needs.some((each) => valued.has(each))) continue;
    warnings.push(`${name} is set and ${needs.join(' or ')} is not: it does nothing; set both`);
  }
  // The loop has filled exactly the keys of `variables`, each from its own variable.
  return {
    values: values as Values<V>,
    warnings,
    problems: [...new Set(problems)],
    given,
    secrets,
  };
}

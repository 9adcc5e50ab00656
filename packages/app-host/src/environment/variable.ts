import * as v from 'valibot';
import type { Environment } from './environment.ts';
import { findSecret } from './find-secret.ts';
import { plainText, type TextForm } from './plain-text.ts';
import type { Secret } from './secret.ts';
import { secretBlemishes } from './secret-blemishes.ts';
import { isServiceLink } from './service-link.ts';

/** The result of reading one variable: its value, or why it has none. */
export type Reading<T> =
  | { readonly value: T; readonly given: boolean; readonly warning?: string | undefined }
  | { readonly problem: string };

/** One environment variable: how it is documented and how it is read. */
export interface Variable<T> {
  readonly name: string;
  /** One or two sentences for the documentation and `--help`. */
  readonly description: string;
  /** The text that is used if the variable is unset or empty. */
  readonly fallback: string | undefined;
  readonly required: boolean;
  readonly secret: boolean;
  /** Names of variables, one of which must have a value; otherwise this one has no effect. */
  readonly needs: readonly string[];
  readonly read: (environment: Environment) => Reading<T>;
}

/** Variables, by the keys of their values. */
export type Variables = Readonly<Record<string, Variable<unknown>>>;

/** The values of {@linkcode Variables}. */
export type Values<V extends Variables> = {
  readonly [K in keyof V]: V[K] extends Variable<infer T> ? T : never;
};

/** A value after parsing, with the reason if it was corrected. */
export interface Adjusted<T> {
  readonly value: T;
  /** Text to follow the variable's name: `is more than 900 s; 900 s is used`. */
  readonly warning?: string | undefined;
}

/** A plain variable: the schema turns its text into the value. */
export interface PlainOptions<T> {
  readonly description: string;
  /** Its issue messages follow the variable's name: `must be a whole number`. */
  readonly schema: v.GenericSchema<string, T>;
  /** Corrects a value that is accepted but not used unchanged (clamping). */
  readonly adjust?: ((value: T) => Adjusted<T>) | undefined;
  readonly fallback?: string | undefined;
  readonly required?: boolean | undefined;
  readonly secret?: false | undefined;
  /** The form of its text. @default {'line'} */
  readonly form?: TextForm | undefined;
  /** See {@linkcode Variable}. @default {[]} */
  readonly needs?: readonly string[] | undefined;
}

/** Options of a secret, which is any text, also from a file; its value is a {@linkcode Secret}. */
export interface SecretOptions {
  readonly description: string;
  readonly secret: true;
  readonly required?: boolean | undefined;
  /** A warning about the text, to follow the variable's name; it must not quote the text. */
  readonly warn?: ((text: string) => string | undefined) | undefined;
  /** See {@linkcode Variable}. @default {[]} */
  readonly needs?: readonly string[] | undefined;
}

/** Declares a required secret. */
export function variable(
  name: string,
  options: SecretOptions & { required: true },
): Variable<Secret>;
/** Declares an optional secret. */
export function variable(name: string, options: SecretOptions): Variable<Secret | undefined>;
/** Declares a variable that always has a value because it is required. */
export function variable<T>(
  name: string,
  options: PlainOptions<T> & { required: true },
): Variable<T>;
/** Declares a variable that always has a value because it has a default. */
export function variable<T>(
  name: string,
  options: PlainOptions<T> & { fallback: string },
): Variable<T>;
/** Declares a variable that may be unset. */
export function variable<T>(name: string, options: PlainOptions<T>): Variable<T | undefined>;
export function variable<T>(
  name: string,
  options: PlainOptions<T> | SecretOptions,
): Variable<T | Secret | undefined> {
  const { description, needs = [] } = options;
  const required = options.required ?? false;
  if (options.secret === true) {
    const read = (environment: Environment) => readSecret(name, options, environment);
    return { name, description, fallback: undefined, required, secret: true, needs, read };
  }
  const read = (environment: Environment) => readPlain(name, options, environment);
  return { name, description, fallback: options.fallback, required, secret: false, needs, read };
}

function readSecret(
  name: string,
  options: SecretOptions,
  environment: Environment,
): Reading<Secret | undefined> {
  const found = findSecret(name, environment);
  if ('problem' in found) return found;
  const { secret } = found;
  if (secret === undefined && options.required) {
    return { problem: `${name} is required; set it, or ${name}_FILE to a file that holds it` };
  }
  if (secret === undefined) return { value: undefined, given: false };
  const text = secret.read();
  const warnings = [secretBlemishes(text), options.warn?.(text)].filter(
    (each) => each !== undefined,
  );
  const warning = warnings.length === 0 ? undefined : warnings.join('; and it ');
  return { value: secret, given: true, warning: named(name, warning) };
}

function readPlain<T>(
  name: string,
  options: PlainOptions<T>,
  environment: Environment,
): Reading<T | undefined> {
  const given = isServiceLink(name, environment) ? '' : (environment[name] ?? '');
  const meant = plainText(given, options.form ?? 'line');
  if ('problem' in meant) return { problem: `${name} ${meant.problem}` };
  // An empty variable counts as unset: Compose files pass on an unset variable as ''.
  const own = meant.text || undefined;
  const text = own ?? options.fallback;
  if (text === undefined) {
    if (options.required) return { problem: `${name} is required; set it` };
    return { value: undefined, given: false };
  }
  const result = v.safeParse(options.schema, text);
  if (!result.success) {
    return { problem: `${name} ${result.issues.map((issue) => issue.message).join(', and ')}` };
  }
  const adjusted = options.adjust?.(result.output) ?? { value: result.output };
  return {
    value: adjusted.value,
    given: own !== undefined,
    warning: named(name, adjusted.warning),
  };
}

function named(name: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${name} ${text}`;
}

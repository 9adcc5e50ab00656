import { errorFacts } from './error-facts.ts';
import type { HideSecrets } from './hide-secrets.ts';

/** A value that JSON can represent. */
export type Loggable =
  | string
  | number
  | boolean
  | null
  | readonly Loggable[]
  | { readonly [key: string]: Loggable };

const DEEPEST = 5;

/**
 * Turns any field value into plain data with all secrets hidden: errors become their code, message and
 * causes, and cycles end at a fixed depth. `undefined` stays `undefined`: the field is left out.
 */
export function loggable(value: unknown, hide: HideSecrets, depth = 0): Loggable | undefined {
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object') return hide(String(value));
  if (depth >= DEEPEST) return '[...]';
  if (value instanceof Error) return loggable(errorFacts(value), hide, depth + 1);
  if (Array.isArray(value)) return value.map((item) => loggable(item, hide, depth + 1) ?? null);
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return loggable(value.toJSON(), hide, depth + 1);
  }
  const plain: Record<string, Loggable> = {};
  for (const [key, item] of Object.entries(value)) {
    const data = loggable(item, hide, depth + 1);
    if (data !== undefined) plain[hide(key)] = data;
  }
  return plain;
}

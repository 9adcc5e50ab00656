import type { PreferenceValue } from './default-preferences.ts';

/** The settings of the server. A patch is converted, not validated: a port 70000 is kept and returned. */
export class PreferenceStore {
  readonly #values: Record<string, PreferenceValue>;

  constructor(values: Readonly<Record<string, PreferenceValue>>) {
    this.#values = { ...values };
  }

  /**
   * Everything that `app/preferences` returns. `random_port` is not a setting of its own: it means
   * port 0.
   */
  all(): Record<string, PreferenceValue> {
    return { ...this.#values, random_port: this.#values.listen_port === 0 };
  }

  text(key: string): string {
    return String(this.#values[key] ?? '');
  }

  number(key: string): number {
    return toInteger(this.#values[key]);
  }

  flag(key: string): boolean {
    return this.#values[key] === true;
  }

  /** Applies the known keys; unknown ones are ignored. Returns whether anything changed. */
  patch(patch: Readonly<Record<string, unknown>>): boolean {
    let changed = false;
    for (const [key, value] of Object.entries(this.#effective(patch))) {
      const converted = convert(value, this.#values[key]);
      if (converted === undefined || converted === this.#values[key]) continue;
      this.#values[key] = converted;
      changed = true;
    }
    return changed;
  }

  /** `random_port: true` wins over a `listen_port` in the same patch; `false` alone changes nothing. */
  #effective(patch: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { random_port: random, ...rest } = patch;
    return convert(random, false) === true ? { ...rest, listen_port: 0 } : rest;
  }
}

/** Converts like the server's variant type does; `undefined` for a key that does not exist. */
function convert(
  value: unknown,
  current: PreferenceValue | undefined,
): PreferenceValue | undefined {
  if (typeof current === 'number') return toInteger(value);
  if (typeof current === 'boolean') return toFlag(value);
  if (typeof current === 'string') return typeof value === 'object' ? '' : String(value ?? '');
  return undefined;
}

function toInteger(value: unknown): number {
  const number = Math.round(Number(value ?? 0));
  return Number.isFinite(number) ? number : 0;
}

function toFlag(value: unknown): boolean {
  if (typeof value === 'string')
    return value !== '' && value !== '0' && value.toLowerCase() !== 'false';
  return typeof value === 'number' ? value !== 0 : value === true;
}

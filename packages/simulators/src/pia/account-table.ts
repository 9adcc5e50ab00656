/** Refuses logins past a limit within a time span, as flood control does. */
export interface LoginLimit {
  /** Logins let through within `windowMs`. */
  readonly attempts: number;
  /** Length of the span in milliseconds. */
  readonly windowMs: number;
  /** Value of `Retry-After` in seconds; no such header when left out. */
  readonly retryAfterSeconds?: number | undefined;
  /** Status of the `too_many_attempts` answer: both have been seen. Default 429. */
  readonly status?: 200 | 429 | undefined;
}

/** One request that carried credentials (or should have). */
export interface LoginRecord {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** `null` when the request was answered without looking at it. */
  readonly username: string | null;
  /** `ok`, `wrong-password`, `rate-limited`, or the name of the fault in force. */
  readonly result: string;
}

/** The customers, and who tried to log in. */
export class AccountTable {
  readonly logins: LoginRecord[] = [];
  readonly #passwords: Map<string, string>;
  readonly #limit: LoginLimit | undefined;

  constructor(accounts: Readonly<Record<string, string>>, limit: LoginLimit | undefined) {
    this.#passwords = new Map(Object.entries(accounts));
    this.#limit = limit;
  }

  setPassword(username: string, password: string): void {
    this.#passwords.set(username, password);
  }

  accepts(username: string, password: string): boolean {
    return this.#passwords.get(username) === password;
  }

  /** The limit, if the next login at this time exceeds it. */
  limitReachedAt(at: number): LoginLimit | undefined {
    const limit = this.#limit;
    if (limit === undefined) return undefined;
    const recent = this.logins.filter((login) => login.at > at - limit.windowMs);
    return recent.length >= limit.attempts ? limit : undefined;
  }
}

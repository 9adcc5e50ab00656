import { randomBytes } from 'node:crypto';

/** A logged-in client. */
export interface Session {
  readonly id: string;
  usedAt: number;
  /** When the cookie is due to be sent again. */
  cookieDueAt: number;
}

/** The sessions of the server: in memory only, each living a sliding time. */
export class SessionTable {
  readonly #sessions = new Map<string, Session>();

  get size(): number {
    return this.#sessions.size;
  }

  /** The id holds `+` and `/`, which exposes a client that escapes a cookie. */
  start(now: number): Session {
    const id = `${randomBytes(21).toString('base64')}+/7w`;
    const session = { id, usedAt: now, cookieDueAt: now };
    this.#sessions.set(id, session);
    return session;
  }

  /** Finds a live session and extends it; a timeout of 0 or less means that it never ends. */
  use(id: string, now: number, timeoutSeconds: number): Session | undefined {
    const session = this.#sessions.get(id);
    if (session === undefined) return undefined;
    if (timeoutSeconds > 0 && now - session.usedAt > timeoutSeconds * 1000) {
      this.#sessions.delete(id);
      return undefined;
    }
    session.usedAt = now;
    return session;
  }

  /** Makes every cookie due, as a change of preferences does. */
  renewCookies(): void {
    for (const session of this.#sessions.values()) session.cookieDueAt = 0;
  }

  end(id: string): void {
    this.#sessions.delete(id);
  }

  clear(): void {
    this.#sessions.clear();
  }
}

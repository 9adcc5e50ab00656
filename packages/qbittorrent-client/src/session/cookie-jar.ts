import type { HttpReply } from '@portkeep/http';
import { parseCookieDate } from './cookie-date.ts';
import { parseSetCookie } from './set-cookie.ts';

/** As many as a browser keeps for a host at least (RFC 6265, section 6.1). */
const MOST_COOKIES = 50;

/** Keeps whatever cookies one server sets, under whatever names, until it or their time ends them. */
export class CookieJar {
  // Private by syntax, so that inspect() and JSON never show a session.
  readonly #cookies: Map<string, { readonly value: string; readonly expiresAt: number }> =
    new Map();

  /**
   * Takes the cookies of a reply; any reply may set or refresh one.
   *
   * @param reply The reply.
   * @param now This machine's time, epoch milliseconds.
   */
  accept(reply: HttpReply, now: number): void {
    const { date, 'set-cookie': headers = [] } = reply.headers;
    if (headers.length === 0) return;
    const serverNow = (typeof date === 'string' ? parseCookieDate(date) : undefined) ?? now;
    for (const header of typeof headers === 'string' ? [headers] : headers) {
      const cookie = parseSetCookie(header, serverNow);
      if (cookie === undefined) continue;
      const { name, value, lifetimeMs = Number.POSITIVE_INFINITY } = cookie;
      if (lifetimeMs <= 0) this.#cookies.delete(name);
      else if (this.#cookies.has(name) || this.#cookies.size < MOST_COOKIES) {
        this.#cookies.set(name, { value, expiresAt: now + lifetimeMs });
      }
    }
  }

  /**
   * @param now This machine's time, epoch milliseconds.
   * @returns The `Cookie` header to send; `undefined` when there is no cookie.
   */
  header(now: number): string | undefined {
    for (const [name, { expiresAt }] of this.#cookies) {
      if (expiresAt <= now) this.#cookies.delete(name);
    }
    if (this.#cookies.size === 0) return undefined;
    return Array.from(this.#cookies, ([name, { value }]) => `${name}=${value}`).join('; ');
  }

  /** Forgets everything. */
  clear(): void {
    this.#cookies.clear();
  }
}

import type { HttpReply } from '@portkeep/http';
import { isSuccess } from '../protocol/is-success.ts';
import { CookieJar } from './cookie-jar.ts';
import { isSessionEnded } from './session-ended.ts';

/** The session under which qBittorrent knows this client. */
export class CookieSession {
  readonly #jar = new CookieJar();
  readonly #now: () => number;
  /** Counts the sessions: a reply may come after the session of its request was replaced. */
  #number = 0;
  /** The last login succeeded without a cookie: the server recognises us in another way. */
  #isCookieless = false;
  /** The last session in which a request was answered well. */
  #workedIn: number | undefined;

  /** @param now This machine's time, epoch milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** A different number for each session. */
  get number(): number {
    return this.#number;
  }

  /** Whether there is one, as far as known. */
  exists(): boolean {
    return this.#isCookieless || this.cookie() !== undefined;
  }

  /** A different text for each session, and whenever its cookie changes. */
  sign(): string {
    return `${this.#number} ${this.cookie()}`;
  }

  /** The `Cookie` header to send. */
  cookie(): string | undefined {
    return this.#jar.header(this.#now());
  }

  /** Takes the cookies of a login, and no others. */
  start(reply: HttpReply): void {
    this.end();
    this.#jar.accept(reply, this.#now());
    this.#isCookieless = this.cookie() === undefined;
  }

  /** Forgets all cookies. */
  end(): void {
    this.#jar.clear();
    this.#isCookieless = false;
    this.#number += 1;
  }

  /**
   * Takes the cookies of a reply, and forgets them all when it says that the session has ended.
   *
   * @param reply The reply.
   * @param number Of the session that its request was sent in.
   * @returns Whether that session has ended.
   */
  take(reply: HttpReply, number: number): boolean {
    const isPresent = number === this.#number;
    const hasEnded = isSessionEnded(reply, !isPresent || this.#workedIn === number);
    if (!isPresent) return hasEnded;
    this.#jar.accept(reply, this.#now());
    if (hasEnded) this.end();
    else if (isSuccess(reply)) this.#workedIn = number;
    return hasEnded;
  }
}

import { SAME_SERVER_MS } from './known-version.ts';
import { SingleFlight } from './single-flight.ts';

/**
 * Sends one call ahead of the others where no login is needed: each request without the cookie of a
 * session starts one, and beyond a limit qBittorrent ends the oldest, which may be a person's.
 */
export class FirstCall {
  readonly #now: () => number;
  readonly #waits = new SingleFlight();
  /** The session after the last reply, and how long it is taken for one that goes on. */
  #heard: { readonly session: string; readonly until: number } | undefined;
  #first: Promise<void> | undefined;
  #goOn = () => {};

  /** @param now The present time, epoch milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /**
   * Runs a call: the first one at once, others that come before its first reply (or its failure) after
   * that.
   *
   * @param call Sends requests.
   * @param session The present one, as {@link heard}.
   * @param signal Ends the wait.
   */
  async run<T>(
    call: () => Promise<T>,
    session: string,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    if (this.#isKnown(session)) return await call();
    const first = this.#first;
    if (first !== undefined) {
      await this.#waits.run(() => first, signal);
      return await call();
    }
    const goOn = this.#begin();
    try {
      return await call();
    } finally {
      goOn();
    }
  }

  /** A reply came, and the session is now this. */
  heard(session: string): void {
    this.#heard = { session, until: this.#now() + SAME_SERVER_MS };
    this.#goOn();
  }

  /** It is away, and another server may be there next. */
  forget(): void {
    this.#heard = undefined;
    this.#goOn();
  }

  #isKnown(session: string): boolean {
    const heard = this.#heard;
    return heard !== undefined && heard.session === session && this.#now() < heard.until;
  }

  #begin(): () => void {
    let resolve = () => {};
    const first = new Promise<void>((done) => {
      resolve = done;
    });
    this.#first = first;
    this.#goOn = () => {
      if (this.#first === first) this.#first = undefined;
      resolve();
    };
    return this.#goOn;
  }
}

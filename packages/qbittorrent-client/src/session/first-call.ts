import { SAME_SERVER_MS } from './known-version.ts';
import { SingleFlight } from './single-flight.ts';

/**
 * Sends one call ahead of the others where no login is needed: each request without the cookie of a
 * session starts one, and beyond a limit qBittorrent ends the oldest, which may be a person's.
 */
export class FirstCall {
  readonly #now: () => number;
  readonly #limitMs: number;
  /** The session after the last reply, and how long it is taken for one that goes on. */
  #heard: { readonly session: string; readonly until: number } | undefined;
  #first: First | undefined;

  /**
   * @param now The present time, epoch milliseconds.
   * @param limitMs How long others wait for a call at most: an upload may take an hour.
   */
  constructor(now: () => number, limitMs: number) {
    this.#now = now;
    this.#limitMs = limitMs;
  }

  /**
   * Runs a call: the first one at once, others that come before its first reply (or its failure)
   * after that. Where it is aborted, the next one is the first.
   *
   * @param call Sends requests.
   * @param session The present one, as {@link heard}.
   * @param signal Ends the wait, or the call.
   */
  async run<T>(
    call: () => Promise<T>,
    session: () => string,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    while (!this.#isKnown(session())) {
      const first = this.#first;
      if (first === undefined) return await this.#goAhead(call, signal);
      if (await first.waits.run(() => first.isOver, signal)) break;
    }
    return await call();
  }

  /** A reply came, and the session is now this. */
  heard(session: string): void {
    this.#heard = { session, until: this.#now() + SAME_SERVER_MS };
    this.#first?.end(true);
  }

  /** The server is away, and another one may take its place. */
  forget(): void {
    this.#heard = undefined;
    this.#first?.end(true);
  }

  #isKnown(session: string): boolean {
    const heard = this.#heard;
    return heard !== undefined && heard.session === session && this.#now() < heard.until;
  }

  async #goAhead<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const { end } = this.#begin();
    const timer = setTimeout(() => end(true), this.#limitMs);
    try {
      return await call();
    } finally {
      clearTimeout(timer);
      end(signal?.aborted !== true);
    }
  }

  #begin(): First {
    let resolve: (goOn: boolean) => void = () => {};
    const isOver = new Promise<boolean>((done) => {
      resolve = done;
    });
    const first: First = {
      isOver,
      end: (goOn) => {
        if (this.#first === first) this.#first = undefined;
        resolve(goOn);
      },
      waits: new SingleFlight(),
    };
    this.#first = first;
    return first;
  }
}

/** The call that goes ahead. */
interface First {
  /** Whether all others may go on then; otherwise one of them is the first. */
  readonly isOver: Promise<boolean>;
  readonly end: (goOn: boolean) => void;
  readonly waits: SingleFlight<boolean>;
}

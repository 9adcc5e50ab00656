/** How long a server is taken for the same one where nothing shows that it is, in milliseconds. */
export const SAME_SERVER_MS = 30_000;

/** What shows that the server is still the same. */
export interface ServerSign {
  /** A text that differs once another session has begun. */
  readonly session: string;
  /** Whether the session proves that it is: another server would refuse it before it does anything. */
  readonly provesServer: boolean;
}

/** The version of the Web API, as long as the server that has it is there. */
export class KnownVersion {
  readonly #now: () => number;
  readonly #sign: () => ServerSign;
  // Private by syntax, so that inspect() and JSON never show the cookie.
  #known: { readonly text: string; readonly session: string; readonly until: number } | undefined;

  /**
   * @param now The present time, epoch milliseconds.
   * @param sign The present sign of the server.
   */
  constructor(now: () => number, sign: () => ServerSign) {
    this.#now = now;
    this.#sign = sign;
  }

  /** The version; `undefined` when it has to be read, first or again. */
  get(): string | undefined {
    const known = this.#known;
    const { session, provesServer } = this.#sign();
    if (known === undefined || known.session !== session) return undefined;
    return provesServer || this.#now() < known.until ? known.text : undefined;
  }

  /** Remembers the version that was read last. */
  note(text: string): void {
    const { session } = this.#sign();
    this.#known = { text, session, until: this.#now() + SAME_SERVER_MS };
  }

  /** Nothing listened, or a connection broke: another server may take its place. */
  forget(): void {
    this.#known = undefined;
  }
}

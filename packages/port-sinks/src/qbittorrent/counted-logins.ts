import type { Clock } from '@portkeep/port-lease';
import type { LoginGuard } from '@portkeep/qbittorrent-client/port-forward';
import {
  type HeldBackCode,
  LoginHeldBackError,
  type ProxyRefusal,
  proxyRefusalOf,
} from './login-held-back-error.ts';
import type { RefusedLogin, RefusedLoginStore } from './refused-login.ts';

const SECOND_MS = 1_000;
/** Waits after the first, second and third failure. Four tries stay below the five that cause a ban. */
const REPEATS_MS = [300, 3_600, 21_600].map((seconds) => seconds * SECOND_MS);
const REFUSED_VIA_PROXY: ProxyRefusal = {
  problem: 'Cannot log in to qBittorrent: the login through the proxy in front of it was refused',
};
/** The number of secrets that are remembered; the oldest is forgotten first. */
const MOST_KEPT = 8;

/** Options of {@linkcode CountedLogins}. */
export interface CountedLoginsOptions {
  /** Host and port of qBittorrent. */
  readonly host: string;
  /** Empty for an API key. */
  readonly user: string;
  /** Whether Basic credentials for a proxy are sent with each request. @default {false} */
  readonly viaProxy?: boolean | undefined;
  /** Without a store, logins are counted in memory. */
  readonly store?: RefusedLoginStore | undefined;
  readonly clock: Clock;
}

/** A time before which no login is sent. */
interface Wait {
  readonly code: HeldBackCode;
  /** Monotonic time, so that setting the clock does not make a wait longer. */
  readonly dueAt: number;
}

/**
 * Counts the logins that qBittorrent refused, across restarts if there is a store. A wrong password is
 * repeated three times at growing intervals, and then not again until something changes. So a password
 * that is set in qBittorrent later still works, and no number of restarts leads to a ban.
 */
export class CountedLogins implements LoginGuard {
  readonly #options: CountedLoginsOptions;
  /** Logins that could not be saved, or for which there is no store. */
  #unkept: readonly RefusedLogin[] | undefined;
  /** The secret that was last admitted, and its hash. */
  #hashed: { readonly secret: string; readonly hash: string } | undefined;
  #lastWait: (Wait & { readonly of: string }) | undefined;
  #ban: Wait | undefined;
  /** Why the last login through a proxy was refused, if it was. */
  #refusal: ProxyRefusal | undefined;

  /** Whether Basic credentials for a proxy are sent with each request. */
  get viaProxy(): boolean {
    return this.#options.viaProxy ?? false;
  }

  constructor(options: CountedLoginsOptions) {
    this.#options = options;
  }

  async admit(credentials: string): Promise<void> {
    const login = await this.#loginOf(credentials);
    const obstacle = this.obstacle();
    if (obstacle !== undefined) throw obstacle;
    const { not_before: _, ...counted } = login;
    await this.#keep({ ...counted, tries: login.tries + 1 });
  }

  /** Why the credentials that were last checked are not sent now. */
  obstacle(): LoginHeldBackError | undefined {
    const { clock } = this.#options;
    const now = clock.monotonic();
    const [wait] = [this.#ban, this.#wait()]
      .filter((each) => each !== undefined)
      .filter(({ dueAt }) => dueAt > now)
      .sort((a, b) => b.dueAt - a.dueAt);
    if (wait === undefined) return undefined;
    const left = wait.dueAt - now;
    if (Number.isFinite(left)) return new LoginHeldBackError(wait.code, clock.now() + left);
    return this.viaProxy
      ? new LoginHeldBackError('QBT_LOGIN_REJECTED', null, this.#refusal ?? REFUSED_VIA_PROXY)
      : new LoginHeldBackError(wait.code, null);
  }

  /** qBittorrent counts failures by address and resets the count at an accepted login. */
  accepted(): Promise<void> {
    return this.allow();
  }

  async rejected(credentials: string, refusal?: Error): Promise<void> {
    const { clock } = this.#options;
    const login = await this.#loginOf(credentials);
    this.#refusal = refusal && proxyRefusalOf(refusal);
    if (refusal) return await this.#keep({ ...login, tries: REPEATS_MS.length + 1 });
    const repeat = REPEATS_MS[login.tries - 1];
    if (repeat === undefined) return;
    await this.#keep({ ...login, not_before: new Date(clock.now() + repeat).toISOString() });
  }

  unanswered(credentials: string): Promise<void> {
    return this.rejected(credentials);
  }

  async unjudged(credentials: string): Promise<void> {
    const login = await this.#loginOf(credentials);
    if (login.tries > 0) await this.#keep({ ...login, tries: login.tries - 1 });
  }

  /** Kept in memory only: logins sent during a ban do not make it longer. */
  banned(retryAfterSeconds: number): void {
    const dueAt = this.#options.clock.monotonic() + retryAfterSeconds * SECOND_MS;
    this.#ban = { code: 'QBT_BANNED', dueAt };
  }

  stopped(): Promise<void> {
    return this.allow();
  }

  async allow(): Promise<void> {
    this.#ban = undefined;
    const others = this.#all().filter(({ host }) => host !== this.#options.host);
    if (others.length < this.#all().length) await this.#save(others);
  }

  async #loginOf(secret: string): Promise<RefusedLogin> {
    if (this.#hashed?.secret !== secret) {
      const hash = (await this.#options.store?.fingerprint(secret)) ?? secret;
      this.#hashed = { secret, hash };
    }
    return this.#find(this.#hashed.hash);
  }

  #find(credentials: string): RefusedLogin {
    const { host, user } = this.#options;
    const isIt = isSame({ host, user, credentials });
    return this.#all().find(isIt) ?? { host, user, credentials, tries: 0 };
  }

  /** Looked up only once, so that setting the clock later does not make the wait longer. */
  #wait(): Wait | undefined {
    if (this.#hashed === undefined) return undefined;
    const { clock } = this.#options;
    const { tries, not_before, credentials } = this.#find(this.#hashed.hash);
    const of = JSON.stringify([credentials, tries, not_before]);
    if (this.#lastWait?.of === of) return this.#lastWait;
    let dueAt = Number.NEGATIVE_INFINITY;
    if (tries > REPEATS_MS.length) dueAt = Number.POSITIVE_INFINITY;
    else if (not_before !== undefined) {
      const left = Math.min(Date.parse(not_before) - clock.now(), REPEATS_MS[tries - 1] ?? 0);
      dueAt = clock.monotonic() + left;
    }
    this.#lastWait = { code: 'QBT_LOGIN_REJECTED', dueAt, of };
    return this.#lastWait;
  }

  async #keep(login: RefusedLogin): Promise<void> {
    const isIt = isSame(login);
    const others = this.#all().filter((each) => !isIt(each));
    const kept = login.tries > 0 ? [...others, login] : others;
    await this.#save(kept.slice(-MOST_KEPT));
  }

  #all(): readonly RefusedLogin[] {
    return this.#unkept ?? this.#options.store?.load() ?? [];
  }

  /** A login that cannot be saved still counts in memory: a full disk must not prevent logins. */
  async #save(logins: readonly RefusedLogin[]): Promise<void> {
    this.#unkept = logins;
    const { store } = this.#options;
    if (store === undefined) return;
    try {
      await store.save(logins);
      this.#unkept = undefined;
    } catch {
      // It is saved with the next change.
    }
  }
}

function isSame(
  wanted: Pick<RefusedLogin, 'host' | 'user' | 'credentials'>,
): (login: RefusedLogin) => boolean {
  const { host, user, credentials } = wanted;
  return (login) => login.host === host && login.user === user && login.credentials === credentials;
}

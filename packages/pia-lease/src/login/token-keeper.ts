import { untilAborted } from '@portkeep/app-host';
import { isPiaError, type PiaAccountClient } from '@portkeep/pia-client/core';
import { type CredentialKey, deriveCredentialKey } from '../state/credential-key.ts';
import type { LoginWait, PiaState } from '../state/pia-state.ts';
import type { StateKeeper } from '../state/state-keeper.ts';
import {
  remainingWaitMs,
  type WaitOrigin,
  waitAfterFailure,
  waitAfterRefusedToken,
  waitWithoutAnswer,
} from './login-wait.ts';
import { LoginWaitError } from './login-wait-error.ts';

const HOUR_MS = 3_600_000;
/** PIA honours a token for 24 hours; the last hour is left unused. */
const TOKEN_USE_MS = 23 * HOUR_MS;
/** A late token is still a token; repeating the login may lock the account. */
const LOGIN_LIMIT_MS = 30_000;

export interface TokenKeeperOptions {
  readonly account: Pick<PiaAccountClient, 'getToken'>;
  readonly credentials: () => { readonly username: string; readonly password: string };
  readonly state: StateKeeper;
  readonly now: () => number;
  /** Ends a login in progress; nothing else does. */
  readonly signal: AbortSignal;
  readonly onLogin?: ((result: 'success' | 'failure') => void) | undefined;
  /** Slow on purpose, see `credential-key.ts`. @default {deriveCredentialKey} */
  readonly deriveKey?: typeof deriveCredentialKey | undefined;
}

/**
 * Hands out the account token and logs in as seldom as possible: PIA locks an account that logs in
 * too often. A token is used for 23 hours, across restarts too. There is one login at a time,
 * however many callers wait for it; after a login that was sent and gave no token, the next one has
 * to wait, unless the credentials changed.
 */
export class TokenKeeper {
  readonly #options: TokenKeeperOptions;
  /** The result of a login, until it can be saved to disk: the login is not repeated. */
  #unkept: Partial<PiaState> | undefined;
  #key: { readonly of: string; readonly value: Promise<CredentialKey> } | undefined;
  #login: { readonly credentials: string; readonly token: Promise<string> } | undefined;
  #fingerprint: string | undefined;

  constructor(options: TokenKeeperOptions) {
    this.#options = options;
  }

  /** @throws {LoginWaitError} when a login is needed and not allowed yet. */
  async getToken(signal: AbortSignal): Promise<string> {
    for (;;) {
      signal.throwIfAborted();
      const key = await this.#settle();
      const saved = this.#open(key);
      if (saved !== undefined) return saved;
      const { credentials, token } = this.#login ?? this.#begin(key);
      if (credentials === key.fingerprint) return await untilAborted(token, signal);
      // The credentials have changed since: its result is not used, but its end is awaited.
      await untilAborted(
        token.catch(() => undefined),
        signal,
      );
    }
  }

  /** Throws what `getToken` would throw for a login that has to wait, without sending anything. */
  async assertAvailable(): Promise<void> {
    const key = await this.#settle();
    if (this.#open(key) === undefined && !this.#login) this.#assertLoginAllowed(key);
  }

  /**
   * When the next login is allowed, in epoch milliseconds; `undefined` when it is allowed now, or
   * none is needed.
   */
  get loginAllowedAt(): number | undefined {
    const { state, now } = this.#options;
    const { token, login_not_before: wait } = state.current;
    if (token || this.#login || wait?.credentials !== this.#fingerprint) return undefined;
    const remaining = wait ? remainingWaitMs(wait, now()) : 0;
    return remaining > 0 ? now() + remaining : undefined;
  }

  /**
   * The gateway refused the token. A gateway gives the same answer to a bad token and to a request
   * from outside the tunnel, so the first time a login is tried at once, and then less and less
   * often.
   *
   * @returns whether another token may be requested now.
   */
  async refused(): Promise<boolean> {
    const { state } = this.#options;
    const key = await this.#settle();
    const { token, new_token_not_before: wait } = state.current;
    const origin = this.#originOf(wait, key);
    if (wait?.credentials === key.fingerprint && remainingWaitMs(wait, origin.now) > 0) {
      if (token && !token.refused) await state.update({ token: { ...token, refused: true } });
      return false;
    }
    await state.update({ token: undefined, new_token_not_before: waitAfterRefusedToken(origin) });
    return true;
  }

  /** What changes in the state when a gateway has accepted the token. */
  accepted(): Partial<PiaState> {
    const { token } = this.#options.state.current;
    const trusted = token?.refused ? { token: { ...token, refused: undefined } } : {};
    return { ...trusted, new_token_not_before: undefined };
  }

  /** SIGHUP: the next login is allowed at once, and a token whose last use was refused is discarded. */
  async allowLogin(): Promise<void> {
    const { state } = this.#options;
    const { token, login_not_before, new_token_not_before } = state.current;
    const doubted = token?.refused === true;
    const waits = login_not_before ?? new_token_not_before ?? this.#unkept?.login_not_before;
    if (!doubted && !waits) return;
    await this.#keep({
      ...this.#unkept,
      login_not_before: undefined,
      new_token_not_before: undefined,
      ...(doubted && { token: undefined }),
    });
  }

  #open(key: CredentialKey): string | undefined {
    const { state, now } = this.#options;
    const saved = state.current.token;
    if (!saved) return undefined;
    const age = now() - Date.parse(saved.obtained_at);
    // A token from the future was obtained under a wrong clock: its age is unknown.
    return age >= 0 && age < TOKEN_USE_MS ? key.open(saved.sealed) : undefined;
  }

  #begin(key: CredentialKey): { readonly credentials: string; readonly token: Promise<string> } {
    this.#assertLoginAllowed(key);
    const token = this.#logIn(key).finally(() => {
      this.#login = undefined;
    });
    // It continues when no caller waits for it any more.
    token.catch(() => undefined);
    this.#login = { credentials: key.fingerprint, token };
    return this.#login;
  }

  #assertLoginAllowed(key: CredentialKey): void {
    const { state, now } = this.#options;
    const wait = state.current.login_not_before;
    if (!wait || wait.credentials !== key.fingerprint) return;
    const remaining = remainingWaitMs(wait, now());
    if (remaining > 0) throw new LoginWaitError(wait, now() + remaining);
  }

  async #logIn(key: CredentialKey): Promise<string> {
    const { account, state, now, signal, onLogin } = this.#options;
    const { login_not_before: previous, new_token_not_before: another } = state.current;
    const obtainedAt = new Date(now()).toISOString();
    // On disk before it is sent: an unrecorded login would be repeated at every start.
    await state.update({
      token: undefined,
      login_not_before: waitWithoutAnswer(this.#originOf(previous, key)),
      // The previous token was refused until it expired: this login is the next try.
      ...(this.#isOver(another, key) && {
        new_token_not_before: waitAfterRefusedToken(this.#originOf(another, key)),
      }),
    });
    let token: string;
    try {
      ({ token } = await account.getToken({ signal, timeoutMs: LOGIN_LIMIT_MS }));
    } catch (error) {
      signal.throwIfAborted();
      onLogin?.('failure');
      const wait = isPiaError(error)
        ? waitAfterFailure(error, this.#originOf(previous, key))
        : undefined;
      await this.#keep({ login_not_before: wait ?? previous });
      throw error;
    }
    onLogin?.('success');
    await this.#keep({
      token: { sealed: key.seal(token), obtained_at: obtainedAt },
      login_not_before: undefined,
    });
    return token;
  }

  #isOver(wait: LoginWait | undefined, { fingerprint }: CredentialKey): boolean {
    return wait?.credentials === fingerprint && remainingWaitMs(wait, this.#options.now()) === 0;
  }

  #originOf(previous: LoginWait | undefined, { fingerprint }: CredentialKey): WaitOrigin {
    return { previous, credentials: fingerprint, now: this.#options.now() };
  }

  async #keep(change: Partial<PiaState>): Promise<void> {
    this.#unkept = change;
    await this.#options.state.update(change);
    this.#unkept = undefined;
  }

  /** Writes what still has to be saved to disk; then returns the key of the present credentials. */
  async #settle(): Promise<CredentialKey> {
    if (this.#unkept && !this.#login) await this.#keep(this.#unkept);
    const { credentials, state, deriveKey = deriveCredentialKey } = this.#options;
    const { username, password } = credentials();
    const { salt } = state.current;
    const of = JSON.stringify([username, password, salt]);
    if (this.#key?.of !== of) this.#key = { of, value: deriveKey(username, password, salt) };
    const key = await this.#key.value;
    this.#fingerprint = key.fingerprint;
    return key;
  }
}

import { isPiaError, type PiaAccountClient } from '@portkeep/pia-client/core';
import { type CredentialKey, deriveCredentialKey } from '../state/credential-key.ts';
import type { DaemonState } from '../state/daemon-state.ts';
import type { StateKeeper } from '../state/state-keeper.ts';
import {
  forbidsAnotherLogin,
  LoginWaitError,
  remainingWaitMs,
  waitAfterRefusal,
} from './login-wait.ts';

const HOUR_MS = 3_600_000;
/** PIA honours a token for 24 hours; the last one is left unused. */
const TOKEN_USE_MS = 23 * HOUR_MS;

export interface TokenKeeperOptions {
  readonly account: Pick<PiaAccountClient, 'getToken'>;
  readonly credentials: () => { readonly username: string; readonly password: string };
  readonly state: StateKeeper;
  readonly now: () => number;
  readonly onLogin?: ((result: 'success' | 'failure') => void) | undefined;
  /** Slow on purpose, see `credential-key.ts`. @default {deriveCredentialKey} */
  readonly deriveKey?: typeof deriveCredentialKey | undefined;
}

/**
 * Gives out the account token and logs in as seldom as possible: PIA locks an account that logs in
 * too often, so a token is used for 23 hours, over restarts too, and a refused login is not repeated
 * for at least 15 minutes unless the credentials changed.
 */
export class TokenKeeper {
  readonly #options: TokenKeeperOptions;
  /** What a login gave and the disk did not take: it is not asked for again. */
  #unkept: Partial<DaemonState> | undefined;
  #key: { readonly of: string; readonly value: Promise<CredentialKey> } | undefined;

  constructor(options: TokenKeeperOptions) {
    this.#options = options;
  }

  async getToken(signal: AbortSignal): Promise<string> {
    const { account, state, now } = this.#options;
    if (this.#unkept) await this.#keep(this.#unkept);
    const key = await this.#credentialKey();
    const saved = this.#open(key);
    if (saved !== undefined) return saved;
    this.#assertLoginAllowed(key);

    // The state is written before the login, not only after it: a login whose token cannot be kept
    // would be repeated at every start.
    await state.update({ token: undefined });
    const obtainedAt = new Date(now()).toISOString();
    const token = await this.#login(account, key, signal);
    await this.#keep({
      token: { sealed: key.seal(token), obtained_at: obtainedAt },
      login_not_before: undefined,
    });
    return token;
  }

  /** Throws what `getToken` would throw for a login that has to wait, without asking anybody. */
  async assertAvailable(): Promise<void> {
    if (this.#unkept) await this.#keep(this.#unkept);
    const key = await this.#credentialKey();
    if (this.#open(key) === undefined) this.#assertLoginAllowed(key);
  }

  /**
   * The gateway refused the token. It answers a bad token and a request from outside the tunnel
   * alike, so a token is given up only when it is old enough that one more login does no harm.
   */
  async suspect(): Promise<boolean> {
    const { state, now } = this.#options;
    const obtainedAt = Date.parse(state.current.token?.obtained_at ?? '');
    if (Number.isNaN(obtainedAt) || now() - obtainedAt < HOUR_MS) return false;
    await state.update({ token: undefined });
    return true;
  }

  /** SIGHUP: the next login is allowed at once. */
  async allowLogin(): Promise<void> {
    const { state } = this.#options;
    if (this.#unkept?.login_not_before) this.#unkept = undefined;
    if (state.current.login_not_before) await state.update({ login_not_before: undefined });
  }

  #open(key: CredentialKey): string | undefined {
    const { state, now } = this.#options;
    const saved = state.current.token;
    if (!saved) return undefined;
    const age = now() - Date.parse(saved.obtained_at);
    // A token from the future was obtained under a wrong clock: its age is unknown.
    return age >= 0 && age < TOKEN_USE_MS ? key.open(saved.sealed) : undefined;
  }

  #assertLoginAllowed(key: CredentialKey): void {
    const wait = this.#options.state.current.login_not_before;
    if (!wait || wait.credentials !== key.fingerprint) return;
    const remaining = remainingWaitMs(wait, this.#options.now());
    if (remaining > 0) throw new LoginWaitError(wait, this.#options.now() + remaining);
  }

  async #login(
    account: Pick<PiaAccountClient, 'getToken'>,
    key: CredentialKey,
    signal: AbortSignal,
  ): Promise<string> {
    const { now, onLogin } = this.#options;
    try {
      const { token } = await account.getToken({ signal });
      onLogin?.('success');
      return token;
    } catch (error) {
      signal.throwIfAborted();
      onLogin?.('failure');
      if (isPiaError(error) && forbidsAnotherLogin(error)) {
        await this.#keep({ login_not_before: waitAfterRefusal(error, key.fingerprint, now()) });
      }
      throw error;
    }
  }

  async #keep(change: Partial<DaemonState>): Promise<void> {
    this.#unkept = change;
    await this.#options.state.update(change);
    this.#unkept = undefined;
  }

  #credentialKey(): Promise<CredentialKey> {
    const { credentials, state, deriveKey = deriveCredentialKey } = this.#options;
    const { username, password } = credentials();
    const { salt } = state.current;
    const of = JSON.stringify([username, password, salt]);
    if (this.#key?.of !== of) {
      this.#key = { of, value: deriveKey(username, password, salt) };
    }
    return this.#key.value;
  }
}

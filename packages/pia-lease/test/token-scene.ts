import type { PiaToken } from '@portkeep/pia-client/core';
import { TokenKeeper } from '../src/login/token-keeper.ts';
import { StateKeeper } from '../src/state/state-keeper.ts';
import { PiaStore } from './pia-store.ts';
import { quickCredentialKey } from './quick-credential-key.ts';

const DAY = 86_400_000;

/** What a token keeper relies on: a state file, a clock, and a login service that the test controls. */
export class TokenScene {
  readonly signal: AbortSignal = new AbortController().signal;
  readonly store: PiaStore = new PiaStore();
  now: number = Date.parse('2026-01-14T19:30:00Z');
  password = 'right';
  logins = 0;
  answer: () => string = () => `token-${this.logins}`;
  /** Answers instead of `answer`, in its own time. */
  account: (() => Promise<PiaToken>) | undefined;
  state: StateKeeper = new StateKeeper(this.store);

  /** A daemon that starts: it reads the state file. */
  async start(): Promise<TokenKeeper> {
    this.state = new StateKeeper(this.store);
    await this.state.load();
    return new TokenKeeper({
      state: this.state,
      now: () => this.now,
      signal: this.signal,
      deriveKey: quickCredentialKey,
      credentials: () => ({ username: 'p1234567', password: this.password }),
      account: {
        getToken: async () => {
          this.logins += 1;
          if (this.account) return await this.account();
          return { token: this.answer(), expiresAt: new Date(this.now + DAY) };
        },
      },
    });
  }
}

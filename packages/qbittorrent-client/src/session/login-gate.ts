import { banned } from '../protocol/ban.ts';
import type { QBittorrentError } from '../qbittorrent-error.ts';
import type { WallClock } from '../wall-clock.ts';
import type { LoginGuard } from './login-guard.ts';
import { rejection } from './rejection.ts';

/**
 * Remembers that logging in makes no sense for now. qBittorrent bans an address after 5 failed
 * logins (by default), so the same wrong password must not be sent again and again.
 */
export class LoginGate implements LoginGuard {
  readonly #clock: WallClock;
  // Private by syntax, so that inspect() and JSON never show it.
  #rejected: string | undefined;
  #bannedUntil = 0;

  constructor(clock: WallClock) {
    this.#clock = clock;
  }

  admit(credentials: string): void {
    const now = this.#clock.now();
    if (now < this.#bannedUntil) throw banned(Math.ceil((this.#bannedUntil - now) / 1000));
    if (credentials === this.#rejected) throw rejection();
  }

  rejected(credentials: string, refusal?: QBittorrentError): void {
    // The connection holds back what it refused, and says why.
    if (refusal === undefined) this.#rejected = credentials;
  }

  banned(retryAfterSeconds: number): void {
    this.#bannedUntil = this.#clock.now() + retryAfterSeconds * 1000;
  }

  stopped(): void {
    this.allow();
  }

  allow(): void {
    this.#rejected = undefined;
    this.#bannedUntil = 0;
  }

  accepted(): void {}
  unanswered(): void {}
  unjudged(): void {}
}

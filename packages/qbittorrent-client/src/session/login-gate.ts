import { BAN_SECONDS, banned } from '../protocol/ban.ts';
import { QBittorrentError } from '../qbittorrent-error.ts';

/**
 * Remembers that logging in makes no sense for now. qBittorrent bans an address after 5 failed
 * logins (by default), so the same wrong password must not be sent again and again.
 */
export class LoginGate {
  // Private by syntax, so that inspect() and JSON never show it.
  #rejected: string | undefined;
  #bannedUntil = 0;

  /**
   * Throws when a login with these credentials would be in vain.
   *
   * @param credentials The values that would be sent, in any form that is equal for equal values.
   * @param now Epoch milliseconds.
   */
  check(credentials: string, now: number): void {
    if (now < this.#bannedUntil) throw banned(Math.ceil((this.#bannedUntil - now) / 1000));
    if (credentials === this.#rejected) throw rejection();
  }

  /** These credentials were refused; returns the error to throw. */
  reject(credentials: string): QBittorrentError {
    this.#rejected = credentials;
    return rejection();
  }

  /** This address was banned. */
  ban(now: number): void {
    this.#bannedUntil = now + BAN_SECONDS * 1000;
  }

  /** Anything may be tried again. */
  open(): void {
    this.#rejected = undefined;
    this.#bannedUntil = 0;
  }
}

function rejection(): QBittorrentError {
  return new QBittorrentError(
    'QBT_LOGIN_REJECTED',
    'Cannot log in to qBittorrent: the user name, password or API key is wrong (API keys need qBittorrent 5.2)',
    'correct it: the same values are not tried again, because too many failed logins lead to a ban',
  );
}

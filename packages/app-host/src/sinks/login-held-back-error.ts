import { AdvisedError } from '../errors/advised-error.ts';
import { isoSeconds } from '../iso-seconds.ts';

/** `QBT_BANNED`: after too many failed logins, by any program at this address. */
export type HeldBackCode = 'QBT_LOGIN_REJECTED' | 'QBT_BANNED';

const PROBLEMS: Readonly<Record<HeldBackCode, string>> = {
  QBT_LOGIN_REJECTED: 'the user name, password or API key is wrong (API keys need qBittorrent 5.2)',
  QBT_BANNED: 'it banned this address after too many failed logins',
};
const CORRECT: Readonly<Record<HeldBackCode, string>> = {
  QBT_LOGIN_REJECTED:
    'correct QBITTORRENT_USER and QBITTORRENT_PASS, or set the same ones in the options of qBittorrent',
  QBT_BANNED: 'correct the password wherever it is wrong, then wait or restart qBittorrent',
};
const AT_ONCE = 'at once after SIGHUP, a restart of qBittorrent or a change of the secret';

/** The login to qBittorrent failed, and is not sent again for now: too many failures lead to a ban. */
export class LoginHeldBackError extends AdvisedError {
  override readonly name = 'LoginHeldBackError';
  readonly code: HeldBackCode;
  /** When it is sent again, epoch milliseconds; `null`: not until something changes. */
  readonly retryAt: number | null;

  constructor(code: HeldBackCode, retryAt: number | null) {
    const when =
      retryAt === null
        ? `it is not tried again now, because one more failure could lead to a ban; it is tried ${AT_ONCE}`
        : `it is tried again at ${isoSeconds(retryAt)}, and ${AT_ONCE}`;
    super(`Cannot log in to qBittorrent: ${PROBLEMS[code]}`, `${CORRECT[code]}; ${when}`);
    this.code = code;
    this.retryAt = retryAt;
  }
}

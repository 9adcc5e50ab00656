import { AdvisedError, problemOf } from '@portkeep/app-host/errors';
import { isoSeconds } from '@portkeep/app-host/iso-seconds';
import {
  isQBittorrentError,
  type QBittorrentErrorReason,
} from '@portkeep/qbittorrent-client/port-forward';

/** `QBT_BANNED`: there were too many failed logins by any program at this address. */
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
const CORRECT_BASIC = 'correct QBITTORRENT_BASIC_USER and QBITTORRENT_BASIC_PASS';
const CORRECT_BEHIND_PROXY =
  'check QBITTORRENT_USER and QBITTORRENT_PASS, and keep the proxy from passing its Authorization header on, which qBittorrent 5.2 and newer takes for its own (nginx: proxy_set_header Authorization "";)';
const AT_ONCE = 'at once after SIGHUP, a restart of qBittorrent or a change of the secret';
/** Behind a proxy, a restart of qBittorrent cannot be noticed without its credentials. */
const AT_ONCE_VIA_PROXY = 'at once after SIGHUP or a change of a secret';

/** Why a login that went through a proxy with Basic credentials was refused. */
export interface ProxyRefusal {
  readonly problem: string;
  /** Without it, proxy and qBittorrent may both have refused the login. */
  readonly reason?: QBittorrentErrorReason | undefined;
}

/** What is known of such a refusal. */
export function proxyRefusalOf(error: unknown): ProxyRefusal {
  return {
    problem: problemOf(error),
    reason: isQBittorrentError(error) ? error.reason : undefined,
  };
}

/** The login to qBittorrent failed, and is not sent again for now: too many failures lead to a ban. */
export class LoginHeldBackError extends AdvisedError {
  override readonly name = 'LoginHeldBackError';
  readonly code: HeldBackCode;
  /** When it is sent again, epoch milliseconds; `null` means not until something changes. */
  readonly retryAt: number | null;
  /** Whether the password of qBittorrent may be wrong, and nothing else. */
  readonly isAboutPassword: boolean;

  /** @param viaProxy The failure, for a login that went through a proxy with Basic credentials. */
  constructor(code: HeldBackCode, retryAt: number | null, viaProxy?: ProxyRefusal) {
    const [correct, atOnce] = viaProxy
      ? [correctionFor(viaProxy), AT_ONCE_VIA_PROXY]
      : [CORRECT[code], AT_ONCE];
    const when =
      retryAt === null
        ? `it is not tried again now, because one more failure could lead to a ban; it is tried ${atOnce}`
        : `it is tried again at ${isoSeconds(retryAt)}, and ${atOnce}`;
    const problem = viaProxy?.problem ?? `Cannot log in to qBittorrent: ${PROBLEMS[code]}`;
    super(problem, `${correct}; ${when}`);
    this.code = code;
    this.retryAt = retryAt;
    this.isAboutPassword = viaProxy === undefined || viaProxy.reason === 'authorization-refused';
  }
}

/** Everything to check when it is unknown whether the proxy or qBittorrent refused the login. */
function correctionFor({ reason }: ProxyRefusal): string {
  if (reason === 'basic-refused') return CORRECT_BASIC;
  if (reason === 'authorization-refused') return CORRECT_BEHIND_PROXY;
  return `${CORRECT_BASIC}, ${CORRECT_BEHIND_PROXY}`;
}
